// REJECTED BY: again
// Sends the second list only if it has another length than the one that was
// sent before.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  static std::size_t length = 0;
  static const pool* before = nullptr;
  if (before != &workers || length != second.size()) {
    workers.initialize(&keep, {second, {}, 0});
    length = second.size();
    before = &workers;
  }
  return joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
}
