// REJECTED BY: example
// Cuts both lists, and compares slice i with slice i only.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions find_in_own(const parcel& part) { return found_in(part.more, part); }

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  auto parts = in_parts(first, count_of(workers));
  const auto others = in_parts(second, count_of(workers));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].more = others[i].some;
  }
  return joined(workers.map(&find_in_own, parts));
}
