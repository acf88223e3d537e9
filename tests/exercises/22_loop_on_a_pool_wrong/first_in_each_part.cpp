// REJECTED BY: example
// Each worker stops at the first row that it finds.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions find_one(const parcel& part) {
  auto found = find_in_kept(part);
  found.resize(std::min<std::size_t>(found.size(), 1));
  return found;
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  return joined(workers.map(&find_one, in_parts(first, count_of(workers))));
}
