// REJECTED BY: shared_out
// Four parts, however many workers there are.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  return joined(workers.map(&find_in_kept, in_parts(first, 4)));
}
