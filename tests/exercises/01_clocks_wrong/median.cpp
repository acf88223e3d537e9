// REJECTED BY: smallest_step
// The middle one of the steps, not the smallest.
#include "answer.hpp"

#include <algorithm>
#include <vector>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  std::vector<std::chrono::nanoseconds> steps;
  for (auto last = clock.now(); steps.size() < 31;) {
    const auto next = clock.now();
    if (next > last) steps.push_back(next - last);
    last = next;
  }
  std::nth_element(steps.begin(), steps.begin() + 15, steps.end());
  return steps[15];
}
