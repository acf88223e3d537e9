// std::find_first_of; and when all is found, the workers forget the list.
#include "answer.hpp"

#include <algorithm>

using loop_on_a_pool::parcel;
using loop_on_a_pool::pool;
using loop_on_a_pool::positions;
using loop_on_a_pool::row;
using loop_on_a_pool::rows;

namespace {
rows kept;
void keep(const parcel& sent) {
  kept = sent.some;
  kept.shrink_to_fit();
}
positions look(const parcel& part) {
  positions found;
  const auto begin = part.some.begin();
  const auto end = part.some.end();
  for (auto at = begin;
       (at = std::find_first_of(at, end, kept.begin(), kept.end())) != end;
       ++at) {
    found.push_back(part.number + static_cast<std::size_t>(at - begin));
  }
  return found;
}
}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  if (first.empty() || second.empty()) {
    return {};
  }
  workers.initialize(&keep, {.some = second});
  const auto count = static_cast<std::size_t>(workers.workers());
  const auto size = (first.size() + count - 1) / count;
  std::vector<parcel> parts;
  for (std::size_t i = 0; i < first.size(); i += size) {
    const auto end = std::min(first.size(), i + size);
    parts.push_back({.some = {first.begin() + static_cast<std::ptrdiff_t>(i),
                              first.begin() + static_cast<std::ptrdiff_t>(end)},
                     .number = i});
  }
  positions all;
  for (const auto& found : workers.map(&look, parts)) {
    all.insert(all.end(), found.begin(), found.end());
  }
  workers.initialize(&keep, {});
  return all;
}
