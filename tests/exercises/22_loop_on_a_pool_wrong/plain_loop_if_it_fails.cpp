// REJECTED BY: errors
// If the pool fails, does the work itself.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  try {
    return right(workers, first, second);
  } catch (...) {
    return found_in(second, {first, {}, 0});
  }
}
