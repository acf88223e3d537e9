// REJECTED BY: example
// Looks for the rows of the second list in the first one.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  return right(workers, second, first);
}
