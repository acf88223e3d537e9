// REJECTED BY: bytes
// Sends the rows of a part in both of the lists that a parcel has room for.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  auto parts = in_parts(first, count_of(workers));
  for (auto& part : parts) {
    part.more = part.some;
  }
  return joined(workers.map(&find_in_kept, parts));
}
