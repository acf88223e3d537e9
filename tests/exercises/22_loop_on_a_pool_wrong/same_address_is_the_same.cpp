// REJECTED BY: again
// Sends the second list only if it lies elsewhere than the one of the call
// before.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  static const rows* before = nullptr;
  static const pool* sent_to = nullptr;
  if (before != &second || sent_to != &workers) {
    workers.initialize(&keep, {second, {}, 0});
    before = &second;
    sent_to = &workers;
  }
  return joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
}
