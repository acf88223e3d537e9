// REJECTED BY: real_cost
// Nobody uses the sum, so the compiler leaves the loop out.
#include "tests/exercises/04_honest_measurement_spoilt.hpp"

void honest_measurement::real_loop(std::int64_t steps) {
  [[maybe_unused]] std::uint64_t sum = 0;
  for (std::int64_t m = 0; m < steps; ++m) {
    sum += static_cast<std::uint64_t>(m);
  }
}

honest_measurement::timing honest_measurement::timeit(
    const std::function<void()>& body, const std::function<void()>& setup,
    const tandem::clock_reader& clock, std::chrono::nanoseconds at_least,
    int repeats) {
  return spoilt::timeit{body, setup, clock}.run(at_least, repeats);
}
