// REJECTED BY: shared_out
// Asks the first pool how many workers there are, and takes it that all pools
// have as many.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  static const auto count = count_of(workers);
  return joined(workers.map(&find_in_kept, in_parts(first, count)));
}
