// REJECTED BY: again
// A worker appends the second list to what it has.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

void append(const parcel& sent) {
  kept.insert(kept.end(), sent.some.begin(), sent.some.end());
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&append, {second, {}, 0});
  return joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
}
