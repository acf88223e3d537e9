#include "answer.hpp"

#include <algorithm>

namespace {

using loop_on_a_pool::parcel;
using loop_on_a_pool::positions;
using loop_on_a_pool::rows;

/// The second list, in a worker process. Each process has a variable of its
/// own.
rows kept;

/// Runs once in each worker.
void keep(const parcel& second) { kept = second.some; }

/// The task: the positions, in `first`, of the rows of a part that occur.
positions find_in_kept(const parcel& part) {
  positions found;
  for (std::size_t i = 0; i < part.some.size(); ++i) {
    if (std::find(kept.begin(), kept.end(), part.some[i]) != kept.end()) {
      found.push_back(part.number + i);
    }
  }
  return found;
}

}  // namespace

loop_on_a_pool::positions loop_on_a_pool::occurring(pool& workers,
                                                    const rows& first,
                                                    const rows& second) {
  workers.initialize(&keep, {.some = second});
  const auto count = static_cast<std::size_t>(workers.workers());
  std::vector<parcel> parts;
  for (std::size_t i = 0; i < count; ++i) {
    // Each part ends where the next one begins, and the last at the end.
    const auto begin = first.size() * i / count;
    const auto end = first.size() * (i + 1) / count;
    const auto at = [&](std::size_t where) {
      return first.begin() + static_cast<std::ptrdiff_t>(where);
    };
    parts.push_back({.some = {at(begin), at(end)}, .number = begin});
  }
  positions all;
  for (const auto& found : workers.map(&find_in_kept, parts)) {
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}
