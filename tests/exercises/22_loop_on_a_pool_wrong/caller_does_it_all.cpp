// REJECTED BY: comparisons
// The plain loop: the pool is there, and has nothing to do.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  static_cast<void>(workers);
  return found_in(second, {first, {}, 0});
}
