// Looks from a thread of its own.
#include "answer.hpp"

#include <algorithm>
#include <future>
#include <thread>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  // Reads in a thread of its own.
  std::promise<std::chrono::nanoseconds> answer;
  std::jthread reader{[&] {
    auto best = std::chrono::nanoseconds::max();
    auto last = clock.now();
    for (int steps = 0; steps < 30;) {
      const auto next = clock.now();
      if (next > last) best = std::min(best, next - last), ++steps;
      last = next;
    }
    answer.set_value(best);
  }};
  return answer.get_future().get();
}
