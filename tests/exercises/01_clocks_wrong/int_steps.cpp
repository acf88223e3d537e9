// REJECTED BY: slow_clock
// Counts nanoseconds in an int.
#include "answer.hpp"

#include <algorithm>
#include <limits>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  // A step fits into an int, surely.
  int best = std::numeric_limits<int>::max();
  auto last = clock.now();
  for (int steps = 0; steps < 30;) {
    const auto next = clock.now();
    const int step = static_cast<int>((next - last).count());
    if (step > 0) {
      best = std::min(best, step);
      ++steps;
    }
    last = next;
  }
  return std::chrono::nanoseconds{best};
}
