// REJECTED BY: new_workers
// Prepares the workers in two steps: a new one takes part in the last one
// only.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

std::size_t apart = 1;
void keep_count(const parcel& sent) { apart = sent.number; }
positions find_every_nth(const parcel& part) {
  positions found;
  for (std::size_t i = 0; i < part.some.size(); ++i) {
    if (occurs(part.some[i], kept)) {
      found.push_back(part.number + i * apart);
    }
  }
  return found;
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  workers.initialize(&keep_count, {{}, {}, count_of(workers)});
  std::vector<parcel> parts(count_of(workers));
  for (std::size_t i = 0; i < first.size(); ++i) {
    parts[i % parts.size()].some.push_back(first[i]);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].number = i;
  }
  auto all = joined(workers.map(&find_every_nth, parts));
  std::sort(all.begin(), all.end());
  return all;
}
