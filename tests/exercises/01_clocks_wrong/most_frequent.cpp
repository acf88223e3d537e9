// REJECTED BY: smallest_step
// The step that it sees most often.
#include "answer.hpp"

#include <algorithm>
#include <map>
#include <vector>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  std::map<std::chrono::nanoseconds, int> times;
  auto last = clock.now();
  for (int steps = 0; steps < 50;) {
    const auto next = clock.now();
    if (next > last) ++times[next - last], ++steps;
    last = next;
  }
  return std::max_element(times.begin(), times.end(),
                          [](auto& a, auto& b) { return a.second < b.second; })
      ->first;
}
