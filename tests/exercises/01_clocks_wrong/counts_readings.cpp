// REJECTED BY: real_clocks
// Stops after so many readings, whatever it saw.
#include "answer.hpp"

#include <algorithm>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  // So many readings, however many steps they show.
  auto best = std::chrono::nanoseconds::max();
  auto last = clock.now();
  for (int readings = 0; readings < 1000; ++readings) {
    const auto next = clock.now();
    if (next > last) best = std::min(best, next - last);
    last = next;
  }
  return best;
}
