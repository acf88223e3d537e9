// REJECTED BY: SIGSEGV
// Calls itself for each reading and forgets to count: the stack runs full.
#include <algorithm>

#include "answer.hpp"

namespace {

std::chrono::nanoseconds smallest_step(const tandem::clock_reader& clock,
                                       std::chrono::nanoseconds before,
                                       int steps_left) {
  if (steps_left == 0) {
    return std::chrono::nanoseconds::max();
  }
  const auto now = clock.now();
  const auto rest = smallest_step(clock, now, steps_left);
  return now > before ? std::min(now - before, rest) : rest;
}

}  // namespace

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  return smallest_step(clock, clock.now(), 20);
}
