// REJECTED BY: steps_of_no_length
// Two readings within one tick count as a step of 0 ns.
#include <algorithm>

#include "answer.hpp"

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  auto smallest = std::chrono::nanoseconds::max();
  auto before = clock.now();
  for (int i = 0; i < 1'000; ++i) {
    const auto now = clock.now();
    smallest = std::min(smallest, now - before);
    before = now;
  }
  return smallest;
}
