// The compiler cannot see whom it calls; a recursion calibrates.
#include <chrono>
#include <functional>
#include <optional>

#include "answer.hpp"

namespace {

using std::chrono::nanoseconds;
using measure = std::function<nanoseconds(std::int64_t)>;

std::uint64_t plus(std::uint64_t a, std::uint64_t b) { return a + b; }
std::uint64_t (*volatile add)(std::uint64_t, std::uint64_t) = plus;

std::int64_t first_enough(const measure& span, nanoseconds wanted,
                          std::int64_t ten) {
  if (span(ten) >= wanted) return ten;
  if (span(2 * ten) >= wanted) return 2 * ten;
  if (span(5 * ten) >= wanted) return 5 * ten;
  return first_enough(span, wanted, 10 * ten);
}

}  // namespace

void honest_measurement::real_loop(std::int64_t steps) {
  std::uint64_t sum = 0;
  for (std::int64_t m = 0; m < steps; ++m) {
    sum = add(sum, static_cast<std::uint64_t>(m));
  }
}

honest_measurement::timing honest_measurement::timeit(
    const std::function<void()>& body, const std::function<void()>& setup,
    const tandem::clock_reader& clock, std::chrono::nanoseconds at_least,
    int repeats) {
  const measure span = [&](std::int64_t calls) {
    setup();
    const auto begin = clock.now();
    for (; calls > 0; --calls) body();
    const auto end = clock.now();
    return end - begin;
  };
  timing seen;
  seen.number = first_enough(span, at_least, 1);
  std::optional<double> least;
  for (; repeats > 0; --repeats) {
    const auto took = span(seen.number);
    const double each =
        static_cast<double>(took.count()) / static_cast<double>(seen.number);
    seen.repeats.insert(seen.repeats.end(), took);
    least = least ? std::min(*least, each) : each;
  }
  seen.per_call = decltype(seen.per_call){least.value_or(0)};
  return seen;
}
