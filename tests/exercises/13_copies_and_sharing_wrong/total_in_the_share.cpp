// REJECTED BY: in_place
// The workers add to a total at the end of the share, and one of them fetches
// it and leaves 0 there.
#include <atomic>
#include <cstddef>
#include <tuple>
#include <vector>

#include "answer.hpp"

namespace {

using copies_and_sharing::add_up;

void add_part(std::size_t begin, std::size_t count) {
  const auto numbers = tandem::shared_array<std::int64_t>::inherited();
  std::atomic_ref{numbers.back()} += add_up(numbers.subspan(begin, count));
}

std::int64_t take_total(int) {
  const auto numbers = tandem::shared_array<std::int64_t>::inherited();
  return std::atomic_ref{numbers.back()}.exchange(0);
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  const std::size_t parts = workers.pids().size();
  std::vector<std::tuple<std::size_t, std::size_t>> ranges;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto begin = shared.size() * i / parts;
    const auto end = shared.size() * (i + 1) / parts;
    ranges.emplace_back(begin, end - begin);
  }
  workers.map<&add_part>(ranges);
  return workers.map<&take_total>(std::vector{0}).front();
}
