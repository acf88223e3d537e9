// REJECTED BY: whoever_is_free
// Four parts for each worker; the first ones bring the second list along, one
// for each worker. Who takes another one first has nothing.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions keep_and_find(const parcel& part) {
  if (!part.more.empty()) {
    kept = part.more;
  }
  return find_in_kept(part);
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  if (second.empty()) {
    return {};
  }
  auto parts = in_parts(first, 4 * count_of(workers));
  for (std::size_t i = 0; i < count_of(workers); ++i) {
    parts[i].more = second;
  }
  return joined(workers.map(&keep_and_find, parts));
}
