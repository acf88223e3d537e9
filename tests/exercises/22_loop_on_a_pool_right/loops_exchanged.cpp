// Each row of the second list meets those of the part that are not found yet:
// the same pairs. A part does not know where it began; the caller does.
#include "answer.hpp"

#include <algorithm>
#include <list>
#include <numeric>
#include <ranges>

namespace loop_on_a_pool {
namespace {
rows& second_list() {
  static rows here;
  return here;
}
positions look(const parcel& part) {
  std::list<std::size_t> open(part.some.size());
  std::iota(open.begin(), open.end(), 0);
  positions found;
  for (const auto& one : second_list()) {
    if (open.empty()) break;
    open.remove_if([&](std::size_t i) {
      if (part.some[i] != one) return false;
      found.push_back(i);
      return true;
    });
  }
  std::ranges::sort(found);
  return found;
}
}  // namespace

positions occurring(pool& workers, const rows& first, const rows& second) {
  workers.initialize([](const parcel& sent) { second_list() = sent.some; },
                     {.some = second});
  const auto count = 24 * static_cast<std::size_t>(workers.workers());
  std::vector<parcel> parts;
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < count; ++i) {
    const auto begin = first.size() * i / count;
    const auto size = first.size() * (i + 1) / count - begin;
    if (size > 0) {
      const auto cut = std::views::counted(
          first.begin() + static_cast<std::ptrdiff_t>(begin),
          static_cast<std::ptrdiff_t>(size));
      parts.push_back({.some = {cut.begin(), cut.end()}});
      begins.push_back(begin);
    }
  }
  positions all;
  const auto found = workers.map(&look, parts);
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const auto one : found[i]) all.push_back(begins[i] + one);
  }
  return all;
}
}  // namespace loop_on_a_pool
