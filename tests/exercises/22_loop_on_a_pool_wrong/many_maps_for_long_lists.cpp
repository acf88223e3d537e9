// REJECTED BY: many_rows
// Sends 1000 rows at a time, and waits for them before the next ones.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  positions all;
  for (auto& some : parts_of(first, 1000)) {
    auto parts = in_parts(some.some, count_of(workers));
    for (auto& one : parts) {
      one.number += some.number;
    }
    const auto found = joined(workers.map(&find_in_kept, parts));
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}
