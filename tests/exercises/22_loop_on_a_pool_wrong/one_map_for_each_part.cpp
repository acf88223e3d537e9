// REJECTED BY: shared_out
// Waits for each part before the next one is sent.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  positions all;
  for (const auto& part : in_parts(first, count_of(workers))) {
    const auto found = workers.map(&find_in_kept, {part}).front();
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}
