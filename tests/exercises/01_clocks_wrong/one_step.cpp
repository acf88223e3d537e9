// REJECTED BY: first_step
// Trusts the first step that it sees.
#include "answer.hpp"

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  const auto before = clock.now();
  auto now = clock.now();
  while (now == before) {
    now = clock.now();
  }
  return now - before;
}
