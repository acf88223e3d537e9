// REJECTED BY: comparisons
// Looks from the back of the second list on.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions find_backwards(const parcel& part) {
  positions found;
  for (std::size_t i = 0; i < part.some.size(); ++i) {
    if (std::find(kept.rbegin(), kept.rend(), part.some[i]) != kept.rend()) {
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
      workers.map(&find_backwards, in_parts(first, count_of(workers))));
}
