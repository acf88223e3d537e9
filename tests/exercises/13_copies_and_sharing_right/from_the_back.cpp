// Cuts off a fair part of what is left, from the back.
#include <tuple>
#include <vector>

#include "answer.hpp"

namespace {

struct part_sum {
  std::int64_t sum = 0;
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& sum;
  }
};

part_sum sum_of(std::uint64_t begin, std::uint64_t end) {
  const auto bytes = tandem::inherited_memory().bytes();
  const auto* const numbers =
      reinterpret_cast<const std::int64_t*>(bytes.data());
  return {copies_and_sharing::add_up({numbers + begin, numbers + end})};
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  std::vector<std::tuple<std::uint64_t, std::uint64_t>> ranges;
  auto end = shared.size();
  for (auto left = workers.pids().size(); left > 0 && end > 0; --left) {
    const auto begin = end - end / left;
    ranges.emplace_back(begin, end);
    end = begin;
  }
  std::int64_t sum = 0;
  for (const auto& one : workers.map<&sum_of>(ranges)) {
    sum += one.sum;
  }
  return sum;
}
