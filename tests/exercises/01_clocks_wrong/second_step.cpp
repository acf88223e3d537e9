// REJECTED BY: smallest_step
// Trusts the second step that it sees.
#include "answer.hpp"

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  // The first step may be cut off, so it takes the second, and only that.
  const auto edge = [&](auto from) {
    auto now = clock.now();
    while (now <= from) now = clock.now();
    return now;
  };
  const auto first = edge(clock.now());
  return edge(first) - first;
}
