// REJECTED BY: all_at_once
// Waits for each part before it hands out the next.
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
  std::vector<range> ranges;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto begin = shared.size() * i / parts;
    const auto end = shared.size() * (i + 1) / parts;
    ranges.emplace_back(begin, end - begin);
  }
  std::int64_t sum = 0;
  for (const auto& one : ranges) {
    sum += workers.map<&sum_of_part>(std::vector{one}).at(0);
  }
  return sum;
}
