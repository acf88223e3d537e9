// REJECTED BY: shared_out
// Parts of a fixed size, however few rows there are.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  return joined(workers.map(&find_in_kept, parts_of(first, 1000)));
}
