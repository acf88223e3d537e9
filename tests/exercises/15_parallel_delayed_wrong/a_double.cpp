// REJECTED BY: long_calls
// Adds up in doubles, which hold 53 bits of a number.
#include <cstdint>

#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  spoilt::refuse(lengths, workers);
  std::vector<double> free_since(static_cast<std::size_t>(workers));
  const auto in_ms = [](double span) {
    return std::chrono::milliseconds{static_cast<std::int64_t>(span)};
  };
  spoilt::forecast all;
  for (const auto length : lengths) {
    const auto first = std::ranges::min_element(free_since);
    all.turns.push_back(
        {static_cast<int>(first - free_since.begin()), in_ms(*first)});
    *first += static_cast<double>(length.count());
  }
  all.makespan = in_ms(std::ranges::max(free_since));
  return all;
}
