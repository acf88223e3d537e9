// REJECTED BY: shared_out
// Rounds the parts down and puts the rest into one more, which may be the
// longest.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  const auto count = count_of(workers);
  const auto size = std::max<std::size_t>(1, first.size() / count);
  const auto cut = std::min(first.size(), size * count);
  auto parts = parts_of(slice(first, 0, cut), size);
  if (cut < first.size()) {
    parts.push_back({slice(first, cut, first.size()), {}, cut});
  }
  return joined(workers.map(&find_in_kept, parts));
}
