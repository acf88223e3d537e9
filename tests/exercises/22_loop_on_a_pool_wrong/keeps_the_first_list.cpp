// REJECTED BY: again
// A worker that has a list does not take another one.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

void keep_if_new(const parcel& sent) {
  if (kept.empty()) {
    kept = sent.some;
  }
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep_if_new, {second, {}, 0});
  return joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
}
