#include "answer.hpp"

#include <algorithm>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  constexpr int enough_steps = 20;
  auto smallest = std::chrono::nanoseconds::max();
  auto before = clock.now();
  for (int steps = 0; steps < enough_steps;) {
    const auto now = clock.now();
    if (now > before) {  // several readings may fall into one tick
      smallest = std::min(smallest, now - before);
      ++steps;
    }
    before = now;
  }
  return smallest;
}
