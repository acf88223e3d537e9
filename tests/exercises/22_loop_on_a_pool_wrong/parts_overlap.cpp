// REJECTED BY: example
// Each part ends with the row that the next one begins with.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  const auto count = count_of(workers);
  std::vector<parcel> parts;
  for (std::size_t i = 0; i < count; ++i) {
    const auto begin = first.size() * i / count;
    const auto end = first.size() * (i + 1) / count + 1;
    parts.push_back(
        {slice(first, begin, std::min(end, first.size())), {}, begin});
  }
  return joined(workers.map(&find_in_kept, parts));
}
