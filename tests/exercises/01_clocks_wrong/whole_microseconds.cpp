// REJECTED BY: real_clocks
// Rounds to microseconds.
#include "answer.hpp"

#include <algorithm>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  auto best = std::chrono::nanoseconds::max();
  auto last = clock.now();
  for (int steps = 0; steps < 30;) {
    const auto next = clock.now();
    if (next > last) {
      best = std::min(best, next - last);
      ++steps;
    }
    last = next;
  }
  return std::chrono::ceil<std::chrono::microseconds>(best);
}
