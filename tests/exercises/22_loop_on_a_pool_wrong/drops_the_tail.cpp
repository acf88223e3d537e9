// REJECTED BY: example
// Parts of first.size() / workers rows, one for each worker: what is left over
// is in none.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  const auto count = count_of(workers);
  const auto size = first.size() / count;
  std::vector<parcel> parts;
  for (std::size_t i = 0; i < count; ++i) {
    parts.push_back({slice(first, i * size, (i + 1) * size), {}, i * size});
  }
  return joined(workers.map(&find_in_kept, parts));
}
