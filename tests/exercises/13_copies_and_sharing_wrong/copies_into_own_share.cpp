// REJECTED BY: in_the_workers
// Copies the numbers into a share of its own, for workers of its own.
#include "answer.hpp"

#include <cstddef>
#include <numeric>
#include <tuple>
#include <vector>

#include <algorithm>

namespace {

using range = std::tuple<std::size_t, std::size_t>;

std::int64_t sum_of_part(std::size_t begin, std::size_t count) {
  const auto numbers = tandem::shared_array<std::int64_t>::inherited();
  return copies_and_sharing::add_up(numbers.subspan(begin, count));
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  if (shared.empty()) {
    return 0;
  }
  const tandem::shared_array<std::int64_t> mine{shared.size()};
  std::ranges::copy(shared, mine.values().begin());
  const auto parts = workers.pids().size();
  std::vector<range> ranges;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto begin = shared.size() * i / parts;
    const auto end = shared.size() * (i + 1) / parts;
    ranges.emplace_back(begin, end - begin);
  }
  tandem::process_workers own{static_cast<int>(parts),
                              tandem::start_method::spawn, mine.memory()};
  const auto sums = own.map<&sum_of_part>(ranges);
  return std::accumulate(sums.begin(), sums.end(), std::int64_t{0});
}
