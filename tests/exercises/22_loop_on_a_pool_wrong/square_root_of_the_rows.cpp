// REJECTED BY: bytes
// As many parts as the square root of the rows: too many, if there are few
// workers.
#include <cmath>

#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  const auto root = std::sqrt(static_cast<double>(first.size()));
  const auto count =
      std::max(count_of(workers), static_cast<std::size_t>(root));
  return joined(workers.map(&find_in_kept, in_parts(first, count)));
}
