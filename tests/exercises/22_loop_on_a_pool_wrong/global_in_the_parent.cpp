// REJECTED BY: example
// Puts the second list into a variable of the caller's process, and sends
// nothing of it.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  kept = second;
  return joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
}
