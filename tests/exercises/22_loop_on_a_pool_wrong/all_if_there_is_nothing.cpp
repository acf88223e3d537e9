// REJECTED BY: again
// Where the second list is empty, gives all positions.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  if (!second.empty()) {
    return right(workers, first, second);
  }
  positions all(first.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i] = i;
  }
  return all;
}
