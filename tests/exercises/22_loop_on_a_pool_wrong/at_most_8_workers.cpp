// REJECTED BY: more_workers_than_rows
// Has room for 8 parts.
#include <array>

#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  std::array<parcel, 8> parts;
  const auto all = in_parts(first, count_of(workers));
  std::copy_n(all.begin(), std::min(all.size(), parts.size()), parts.begin());
  return joined(workers.map(&find_in_kept, {parts.begin(), parts.end()}));
}
