// REJECTED BY: few_numbers
// Rounds the parts up, and the last ones begin behind the end.
#include "answer.hpp"

#include <cstddef>
#include <numeric>
#include <tuple>
#include <vector>

#include <algorithm>

namespace {

using range = std::tuple<std::size_t, std::size_t>;

std::int64_t sum_between(std::size_t begin, std::size_t end) {
  const auto numbers = tandem::shared_array<std::int64_t>::inherited();
  return copies_and_sharing::add_up(numbers.subspan(begin, end - begin));
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  const auto parts = workers.pids().size();
  const auto each = (shared.size() + parts - 1) / parts;
  std::vector<range> ranges;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto begin = i * each;
    ranges.emplace_back(begin, std::min(begin + each, shared.size()));
  }
  const auto sums = workers.map<&sum_between>(ranges);
  return std::accumulate(sums.begin(), sums.end(), std::int64_t{0});
}
