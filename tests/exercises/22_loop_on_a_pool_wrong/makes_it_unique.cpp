// REJECTED BY: comparisons
// Each worker takes repeated rows out of the second list first, which takes
// more comparisons than it saves.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

void keep_unique(const parcel& sent) {
  kept.clear();
  for (const auto& one : sent.some) {
    if (!occurs(one, kept)) {
      kept.push_back(one);
    }
  }
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep_unique, {second, {}, 0});
  return joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
}
