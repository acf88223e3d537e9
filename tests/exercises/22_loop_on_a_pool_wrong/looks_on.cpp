// REJECTED BY: comparisons
// Compares with all rows of the second list, though one was equal.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions find_by_counting(const parcel& part) {
  positions found;
  for (std::size_t i = 0; i < part.some.size(); ++i) {
    if (std::count(kept.begin(), kept.end(), part.some[i]) > 0) {
      found.push_back(part.number + i);
    }
  }
  return found;
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  return joined(
      workers.map(&find_by_counting, in_parts(first, count_of(workers))));
}
