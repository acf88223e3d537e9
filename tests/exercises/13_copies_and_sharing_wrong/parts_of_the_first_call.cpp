// REJECTED BY: all_at_once
// Keeps the number of workers of the first call: where there are more at a
// later one, some have nothing to do.
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
  static const std::size_t parts = workers.pids().size();
  std::vector<std::tuple<std::size_t, std::size_t>> ranges;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto begin = shared.size() * i / parts;
    const auto end = shared.size() * (i + 1) / parts;
    ranges.emplace_back(begin, end - begin);
  }
  const auto sums = workers.map<&sum_of_part>(ranges);
  return std::accumulate(sums.begin(), sums.end(), std::int64_t{0});
}
