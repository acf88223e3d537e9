// REJECTED BY: bytes
// Four parts for each worker, as Pool.map's default has it, and the second
// list in each.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions find_in_sent(const parcel& part) { return found_in(part.more, part); }

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  auto parts = in_parts(first, 4 * count_of(workers));
  for (auto& part : parts) {
    part.more = second;
  }
  return joined(workers.map(&find_in_sent, parts));
}
