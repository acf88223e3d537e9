// REJECTED BY: again
// Sends the second list only if there is something in it, and looks all the
// same.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  if (!second.empty()) {
    workers.initialize(&keep, {second, {}, 0});
  }
  return joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
}
