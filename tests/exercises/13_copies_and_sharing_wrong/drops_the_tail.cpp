// REJECTED BY: every_number_once
// Divides, and forgets what is left over.
#include "answer.hpp"

#include <cstddef>
#include <numeric>
#include <tuple>
#include <vector>

namespace {

using range = std::tuple<std::size_t, std::size_t>;

std::int64_t sum_of_part(std::size_t begin, std::size_t count) {
  const auto numbers = tandem::shared_array<std::int64_t>::inherited();
  return copies_and_sharing::add_up(numbers.subspan(begin, count));
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  const auto parts = workers.pids().size();
  const auto each = shared.size() / parts;
  std::vector<range> ranges;
  for (std::size_t i = 0; i < parts; ++i) {
    ranges.emplace_back(i * each, each);
  }
  const auto sums = workers.map<&sum_of_part>(ranges);
  return std::accumulate(sums.begin(), sums.end(), std::int64_t{0});
}
