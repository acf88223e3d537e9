// REJECTED BY: bytes
// A parcel for each row, and the second list in it.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions find_in_sent(const parcel& part) { return found_in(part.more, part); }

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  std::vector<parcel> parts;
  for (std::size_t i = 0; i < first.size(); ++i) {
    parts.push_back({{first[i]}, second, i});
  }
  return joined(workers.map(&find_in_sent, parts));
}
