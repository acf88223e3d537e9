// REJECTED BY: example
// Counts positions from the beginning of each part.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  auto parts = in_parts(first, count_of(workers));
  for (auto& part : parts) {
    part.number = 0;
  }
  return joined(workers.map(&find_in_kept, parts));
}
