// REJECTED BY: again
// Collects the positions of all calls.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  static positions all;
  for (const auto one :
       joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))))) {
    all.push_back(one);
  }
  return all;
}
