// REJECTED BY: again
// Each worker gives again what it has found before.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions find_more(const parcel& part) {
  static positions found;
  for (const auto one : find_in_kept(part)) {
    found.push_back(one);
  }
  return found;
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  return joined(workers.map(&find_more, in_parts(first, count_of(workers))));
}
