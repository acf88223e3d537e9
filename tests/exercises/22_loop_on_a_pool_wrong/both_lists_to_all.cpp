// REJECTED BY: bytes
// Sends the first list to all workers, too, and tells them only from where to
// where.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

rows all_of_first;
std::size_t count = 1;
void keep_both(const parcel& sent) {
  kept = sent.some;
  all_of_first = sent.more;
  count = sent.number;
}
positions find_part(const parcel& sent) {
  return find_in_kept(in_parts(all_of_first, count)[sent.number]);
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep_both, {second, first, count_of(workers)});
  std::vector<parcel> parts(count_of(workers));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].number = i;
  }
  return joined(workers.map(&find_part, parts));
}
