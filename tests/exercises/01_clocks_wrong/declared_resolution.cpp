// REJECTED BY: not_as_declared
// Believes the clock instead of looking.
#include "answer.hpp"

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  return clock.declared;
}
