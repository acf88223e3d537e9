// REJECTED BY: again
// Keeps the parts of earlier calls, and sends them again.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  static std::vector<parcel> parts;
  for (const auto& part : in_parts(first, count_of(workers))) {
    parts.push_back(part);
  }
  return joined(workers.map(&find_in_kept, parts));
}
