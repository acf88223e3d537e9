// REJECTED BY: bytes
// Sends all numbers to each worker, which picks its part.
#include "answer.hpp"

#include <cstddef>
#include <numeric>
#include <tuple>
#include <vector>

namespace {

using numbers = std::vector<std::int64_t>;
using call = std::tuple<numbers, std::size_t, std::size_t>;

std::int64_t sum_of_part(const numbers& all, std::size_t begin,
                         std::size_t count) {
  return copies_and_sharing::add_up(std::span{all}.subspan(begin, count));
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  const auto parts = workers.pids().size();
  const numbers all{shared.begin(), shared.end()};
  std::vector<call> calls;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto begin = shared.size() * i / parts;
    const auto end = shared.size() * (i + 1) / parts;
    calls.emplace_back(all, begin, end - begin);
  }
  const auto sums = workers.map<&sum_of_part>(calls);
  return std::accumulate(sums.begin(), sums.end(), std::int64_t{0});
}
