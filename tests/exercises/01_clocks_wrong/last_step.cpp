// REJECTED BY: smallest_step
// Keeps the last step instead of the smallest.
#include "answer.hpp"

#include <algorithm>
#include <map>
#include <vector>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  std::chrono::nanoseconds step{};
  auto last = clock.now();
  for (int steps = 0; steps < 25;) {
    const auto next = clock.now();
    if (next > last) step = next - last, ++steps;
    last = next;
  }
  return step;
}
