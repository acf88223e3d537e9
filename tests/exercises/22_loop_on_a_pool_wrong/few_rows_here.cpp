// REJECTED BY: comparisons
// Takes it that few rows are not worth a pool.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  if (first.size() < 20) {
    return found_in(second, {first, {}, 0});
  }
  return right(workers, first, second);
}
