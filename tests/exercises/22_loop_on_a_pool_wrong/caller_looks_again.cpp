// REJECTED BY: comparisons
// The caller looks at what was found once more.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  auto all =
      joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
  std::erase_if(all, [&](std::size_t i) { return !occurs(first[i], second); });
  return all;
}
