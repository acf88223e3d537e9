// REJECTED BY: real_cost
// The right sum, and no steps.
#include "tests/exercises/04_honest_measurement_spoilt.hpp"

void honest_measurement::real_loop(std::int64_t steps) {
  tandem::keep(steps * (steps - 1) / 2);
}

honest_measurement::timing honest_measurement::timeit(
    const std::function<void()>& body, const std::function<void()>& setup,
    const tandem::clock_reader& clock, std::chrono::nanoseconds at_least,
    int repeats) {
  return spoilt::timeit{body, setup, clock}.run(at_least, repeats);
}
