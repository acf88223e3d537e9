// REJECTED BY: all_at_once
// Rounds up how many numbers each part has: of 4 numbers for 3 workers it makes
// 2 parts, and a worker has nothing to add up.
#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>
#include <vector>

#include "answer.hpp"

namespace {

using copies_and_sharing::add_up;

std::int64_t sum_of_part(std::size_t begin, std::size_t count) {
  const auto numbers = tandem::shared_array<std::int64_t>::inherited();
  return add_up(numbers.subspan(begin, count));
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  const std::size_t parts = workers.pids().size();
  const std::size_t each = (shared.size() + parts - 1) / parts;
  std::vector<std::tuple<std::size_t, std::size_t>> ranges;
  for (std::size_t begin = 0; begin < shared.size(); begin += each) {
    ranges.emplace_back(begin, std::min(each, shared.size() - begin));
  }
  const auto sums = workers.map<&sum_of_part>(ranges);
  return std::accumulate(sums.begin(), sums.end(), std::int64_t{0});
}
