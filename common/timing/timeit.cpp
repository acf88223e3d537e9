#include "common/timing/timeit.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>

namespace tandem {
namespace {

using std::chrono::nanoseconds;

void check(const timeit_settings& settings) {
  if (settings.at_least <= nanoseconds{0}) {
    throw std::invalid_argument("timeit: at_least is " +
                                std::to_string(settings.at_least.count()) +
                                " ns, allowed is 1 ns or more");
  }
  if (settings.repeat < 1) {
    throw std::invalid_argument("timeit: repeat is " +
                                std::to_string(settings.repeat) +
                                ", allowed is 1 or more");
  }
}

per_call of_one(nanoseconds span, std::int64_t number) {
  return per_call{span} / static_cast<double>(number);
}

}  // namespace

per_call timing::minimum() const {
  return of_one(*std::min_element(repeats.begin(), repeats.end()), number);
}

per_call timing::mean() const {
  const auto all =
      std::accumulate(repeats.begin(), repeats.end(), nanoseconds{0});
  return of_one(all, number) / static_cast<double>(repeats.size());
}

per_call timing::maximum() const {
  return of_one(*std::max_element(repeats.begin(), repeats.end()), number);
}

timing timeit(const std::function<void()>& stmt, const clock_reader& timer,
              const timeit_settings& settings) {
  check(settings);
  const auto time_of = [&](std::int64_t number) {
    settings.setup();
    const auto begin = timer.now();
    for (std::int64_t i = 0; i < number; ++i) {
      stmt();
    }
    return timer.now() - begin;
  };
  // 1, 2, 5 times a power of ten.
  const auto autorange = [&] {
    for (std::int64_t power = 1;; power *= 10) {
      for (const std::int64_t digit : {1, 2, 5}) {
        if (time_of(digit * power) >= settings.at_least) {
          return digit * power;
        }
      }
    }
  };
  timing seen;
  seen.number = autorange();
  seen.repeats.reserve(static_cast<std::size_t>(settings.repeat));
  for (int i = 0; i < settings.repeat; ++i) {
    seen.repeats.push_back(time_of(seen.number));
  }
  return seen;
}

}  // namespace tandem
