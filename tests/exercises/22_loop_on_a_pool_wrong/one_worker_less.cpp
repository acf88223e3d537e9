// REJECTED BY: shared_out
// Leaves a worker out, where there are several.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  const auto count = count_of(workers);
  return joined(
      workers.map(&find_in_kept, in_parts(first, count > 1 ? count - 1 : 1)));
}
