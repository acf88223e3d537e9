// REJECTED BY: bytes
// Each worker keeps the first list, and parts of the second are sent.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions find_here(const parcel& part) {
  return found_in(part.some, {kept, {}, 0});
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {first, {}, 0});
  positions all =
      joined(workers.map(&find_here, in_parts(second, count_of(workers))));
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}
