// REJECTED BY: each_once
// Of equal rows in a part of the first list, gives the first one only.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions find_new(const parcel& part) {
  positions found;
  rows seen;
  for (std::size_t i = 0; i < part.some.size(); ++i) {
    if (!occurs(part.some[i], seen) && occurs(part.some[i], kept)) {
      found.push_back(part.number + i);
      seen.push_back(part.some[i]);
    }
  }
  return found;
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  return joined(workers.map(&find_new, in_parts(first, count_of(workers))));
}
