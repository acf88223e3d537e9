// REJECTED BY: skipped_ticks
// The mean step is longer than a tick as soon as one tick is missed.
#include "answer.hpp"

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  constexpr int steps = 50;
  const auto first = clock.now();
  auto last = first;
  for (int seen = 0; seen < steps;) {
    const auto now = clock.now();
    if (now != last) {
      ++seen;
    }
    last = now;
  }
  return (last - first) / steps;
}
