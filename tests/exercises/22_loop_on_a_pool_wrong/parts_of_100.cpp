// REJECTED BY: bytes
// Parts of 100 rows at most: too many of them, if the first list is long.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  const auto least = (first.size() + 99) / 100;
  return joined(workers.map(
      &find_in_kept, in_parts(first, std::max(count_of(workers), least))));
}
