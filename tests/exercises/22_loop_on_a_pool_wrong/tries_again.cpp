// REJECTED BY: errors
// If the pool fails, does it all once more.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  try {
    return right(workers, first, second);
  } catch (...) {
    return right(workers, first, second);
  }
}
