// REJECTED BY: again
// A worker does not take a list of the length that it has.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

void keep_another(const parcel& sent) {
  if (kept.size() != sent.some.size()) {
    kept = sent.some;
  }
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep_another, {second, {}, 0});
  return joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
}
