#include "answer.hpp"

#include <algorithm>

#include "common/timing/work.hpp"

void honest_measurement::real_loop(std::int64_t steps) {
  std::uint64_t sum = 0;
  for (std::int64_t m = 0; m < steps; ++m) {
    sum += static_cast<std::uint64_t>(m);
    tandem::make_opaque(sum);
  }
}

honest_measurement::timing honest_measurement::timeit(
    const std::function<void()>& body, const std::function<void()>& setup,
    const tandem::clock_reader& clock, std::chrono::nanoseconds at_least,
    int repeats) {
  const auto span_of = [&](std::int64_t calls) {
    setup();
    const auto begin = clock.now();
    for (std::int64_t i = 0; i < calls; ++i) {
      body();
    }
    return clock.now() - begin;
  };
  const auto calibrate = [&] {
    for (std::int64_t power = 1;; power *= 10) {
      for (const std::int64_t digit : {1, 2, 5}) {
        if (span_of(digit * power) >= at_least) {
          return digit * power;
        }
      }
    }
  };

  timing seen;
  seen.number = calibrate();
  for (int i = 0; i < repeats; ++i) {
    seen.repeats.push_back(span_of(seen.number));
  }
  const std::chrono::duration<double, std::nano> least =
      *std::min_element(seen.repeats.begin(), seen.repeats.end());
  seen.per_call = least / static_cast<double>(seen.number);
  return seen;
}
