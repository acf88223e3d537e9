// REJECTED BY: each_once
// Gives a position once for each equal row of the second list.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions find_all(const parcel& part) {
  positions found;
  for (std::size_t i = 0; i < part.some.size(); ++i) {
    for (auto n = std::count(kept.begin(), kept.end(), part.some[i]); n > 0;
         --n) {
      found.push_back(part.number + i);
    }
  }
  return found;
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  return joined(workers.map(&find_all, in_parts(first, count_of(workers))));
}
