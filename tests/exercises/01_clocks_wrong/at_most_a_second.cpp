// REJECTED BY: slow_clock
// Begins its search for the smallest at one second.
#include "answer.hpp"

#include <algorithm>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  // Starts from a second, "more than any clock ticks".
  auto best = std::chrono::nanoseconds{std::chrono::seconds{1}};
  auto last = clock.now();
  for (int steps = 0; steps < 30;) {
    const auto next = clock.now();
    if (next > last) {
      best = std::min(best, next - last);
      ++steps;
    }
    last = next;
  }
  return best;
}
