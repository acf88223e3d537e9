// REJECTED BY: whoever_is_free
// Frees the list after the part at the end: another may come to it later.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

std::size_t last = 0;

void keep_until(const parcel& sent) {
  keep(sent);
  last = sent.number;
}

positions find_and_free(const parcel& part) {
  auto found = find_in_kept(part);
  if (part.number + part.some.size() == last) {
    kept.clear();
  }
  return found;
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep_until, {second, {}, first.size()});
  return joined(
      workers.map(&find_and_free, in_parts(first, count_of(workers))));
}
