// A volatile sum; the number of calls is made of digits; one loop for all
// spans.
#include <limits>
#include <string>

#include "answer.hpp"

void honest_measurement::real_loop(std::int64_t steps) {
  volatile std::uint64_t sum = 0;
  while (steps-- > 0) {
    sum = sum + static_cast<std::uint64_t>(steps);
  }
}

honest_measurement::timing honest_measurement::timeit(
    const std::function<void()>& body, const std::function<void()>& setup,
    const tandem::clock_reader& clock, std::chrono::nanoseconds at_least,
    int repeats) {
  timing t;
  std::string digits = "1";
  bool calibrated = false;
  auto least = std::chrono::nanoseconds::max();
  while (static_cast<int>(t.repeats.size()) < repeats) {
    t.number = std::stoll(digits);
    setup();
    auto left = t.number;
    const auto before = clock.now();
    do body();
    while (--left != 0);
    const auto took = clock.now() - before;
    if (calibrated) {
      t.repeats.push_back(took);
      if (took < least) least = took;
    } else if (took >= at_least) {
      calibrated = true;
    } else if (digits[0] == '5') {
      digits[0] = '1';
      digits += '0';
    } else {
      digits[0] = digits[0] == '1' ? '2' : '5';
    }
  }
  t.per_call = decltype(t.per_call)(least) / t.number;
  return t;
}
