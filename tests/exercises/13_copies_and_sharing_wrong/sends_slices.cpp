// REJECTED BY: bytes
// Sends each worker its part of the numbers.
#include "answer.hpp"

#include <cstddef>
#include <numeric>
#include <tuple>
#include <vector>

namespace {

std::int64_t sum_of(const std::vector<std::int64_t>& part) {
  return copies_and_sharing::add_up(part);
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  const auto parts = workers.pids().size();
  std::vector<std::vector<std::int64_t>> slices;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto begin = shared.size() * i / parts;
    const auto end = shared.size() * (i + 1) / parts;
    const auto part = shared.subspan(begin, end - begin);
    slices.emplace_back(part.begin(), part.end());
  }
  const auto sums = workers.map<&sum_of>(slices);
  return std::accumulate(sums.begin(), sums.end(), std::int64_t{0});
}
