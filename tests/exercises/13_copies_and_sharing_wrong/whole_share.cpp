// REJECTED BY: every_number_once
// The last worker adds up all that is left in the share.
#include "answer.hpp"

#include <cstddef>
#include <numeric>
#include <tuple>
#include <vector>

namespace {

std::int64_t sum_from(std::size_t begin, std::size_t count, bool last) {
  const auto numbers = tandem::shared_array<std::int64_t>::inherited();
  return copies_and_sharing::add_up(last ? numbers.subspan(begin)
                                         : numbers.subspan(begin, count));
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  const auto parts = workers.pids().size();
  std::vector<std::tuple<std::size_t, std::size_t, bool>> ranges;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto begin = shared.size() * i / parts;
    const auto end = shared.size() * (i + 1) / parts;
    ranges.emplace_back(begin, end - begin, i + 1 == parts);
  }
  const auto sums = workers.map<&sum_from>(ranges);
  return std::accumulate(sums.begin(), sums.end(), std::int64_t{0});
}
