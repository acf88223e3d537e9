// REJECTED BY: again
// Takes it that the workers have the second list from the call before.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  static const pool* has_it = nullptr;
  if (has_it != &workers) {
    workers.initialize(&keep, {second, {}, 0});
    has_it = &workers;
  }
  return joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
}
