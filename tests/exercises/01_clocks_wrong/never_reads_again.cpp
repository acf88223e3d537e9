// REJECTED BY: endless_loop
// Waits for a step, but compares the same two readings for ever.
#include "answer.hpp"

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  const auto before = clock.now();
  const auto now = clock.now();
  volatile bool stepped = now > before;
  while (!stepped) {
    stepped = now > before;
  }
  return now - before;
}
