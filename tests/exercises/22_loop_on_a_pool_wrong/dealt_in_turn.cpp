// REJECTED BY: example
// Deals the rows out in turn, and joins the results part after part.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions find_every_nth(const parcel& part) {
  positions found;
  for (std::size_t i = 0; i < part.some.size(); ++i) {
    if (occurs(part.some[i], kept)) {
      found.push_back(part.number + i * part.more.size());
    }
  }
  return found;
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  std::vector<parcel> parts(count_of(workers));
  for (std::size_t i = 0; i < first.size(); ++i) {
    parts[i % parts.size()].some.push_back(first[i]);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].more.resize(parts.size());  // how far apart, as a count of rows
    parts[i].number = i;
  }
  return joined(workers.map(&find_every_nth, parts));
}
