// REJECTED BY: comparisons
// Equal parts for the workers, and the caller's process compares what is left
// over.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  const auto count = count_of(workers);
  const auto even = first.size() / count * count;
  auto all = joined(
      workers.map(&find_in_kept, in_parts(slice(first, 0, even), count)));
  for (auto i = even; i < first.size(); ++i) {
    if (occurs(first[i], second)) {
      all.push_back(i);
    }
  }
  return all;
}
