// REJECTED BY: long_calls
// Adds milliseconds up in 32 bits.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

#include <cstdint>

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  auto all = spoilt::right(lengths, workers);
  const auto cut = [](std::chrono::milliseconds& span) {
    span = std::chrono::milliseconds{static_cast<std::int32_t>(span.count())};
  };
  for (auto& one : all.turns) {
    cut(one.begin);
  }
  cut(all.makespan);
  return all;
}
