// REJECTED BY: every_length
// Where there is one worker, the caller can do it as well.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  if (workers.workers() == 1) {
    return found_in(second, {first, {}, 0});
  }
  return right(workers, first, second);
}
