// REJECTED BY: any_origin
// Takes zero for its first reading.
#include "answer.hpp"

#include <algorithm>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  // The first reading counts as a step from zero.
  auto best = std::chrono::nanoseconds::max();
  std::chrono::nanoseconds last{0};
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
