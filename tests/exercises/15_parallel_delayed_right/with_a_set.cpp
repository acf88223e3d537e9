// A set that is ordered as the rule wants it, and workers that come in late.
#include <cstdint>
#include <set>
#include <stdexcept>
#include <tuple>

#include "answer.hpp"

namespace parallel_delayed {

forecast predict(const std::vector<std::chrono::milliseconds>& lengths,
                 int workers) {
  for (const auto& l : lengths)
    if (l.count() < 0) throw std::invalid_argument{"negative length"};
  if (workers <= 0) throw std::invalid_argument{"no workers"};
  std::set<std::tuple<std::int64_t, int>> free;
  for (int i = 0; i != workers; ++i) free.insert({0, i});
  forecast result;
  result.turns.reserve(lengths.size());
  for (const auto& l : lengths) {
    auto node = free.extract(free.begin());
    auto& [when, who] = node.value();
    result.turns.push_back(turn{who, std::chrono::milliseconds{when}});
    when += l.count();
    free.insert(std::move(node));
  }
  result.makespan = std::chrono::milliseconds{std::get<0>(*free.rbegin())};
  return result;
}

}  // namespace parallel_delayed
