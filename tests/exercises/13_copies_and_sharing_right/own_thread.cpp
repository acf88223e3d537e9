// Another thread asks the workers; in a part, add_up is called block by block.
#include <algorithm>
#include <future>
#include <numeric>
#include <tuple>
#include <vector>

#include "answer.hpp"

namespace {

std::int64_t sum_of(std::size_t begin, std::size_t end) {
  constexpr std::size_t block = 10'000;
  const auto all = tandem::shared_array<std::int64_t>::inherited();
  std::int64_t sum = 0;
  for (; begin < end; begin += block) {
    sum += copies_and_sharing::add_up(
        all.subspan(begin, std::min(block, end - begin)));
  }
  return sum;
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  const auto parts = workers.pids().size();
  std::vector<std::size_t> ends(parts + 1);
  for (std::size_t i = 0; i <= parts; ++i) {
    ends[i] = shared.size() * i / parts;
  }
  std::vector<std::tuple<std::size_t, std::size_t>> ranges;
  std::transform(ends.begin(), ends.end() - 1, ends.begin() + 1,
                 std::back_inserter(ranges), [](auto begin, auto end) {
                   return std::tuple{begin, end};
                 });
  auto sums = std::async(std::launch::async, [&] {
                return workers.map<&sum_of>(ranges);
              }).get();
  return std::accumulate(sums.begin(), sums.end(), std::int64_t{0});
}
