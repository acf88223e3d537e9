// REJECTED BY: declares_too_much
// Never says less than the clock declares.
#include "answer.hpp"

#include <algorithm>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  // Trusts the declared resolution as a floor.
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
  return std::max(best, clock.declared);
}
