#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>

#include "answer.hpp"
#include "common/timing/work.hpp"

namespace spoilt {

using honest_measurement::timing;
using std::chrono::nanoseconds;
using action = std::function<void()>;
using fraction = std::chrono::duration<double, std::nano>;

/// A right loop.
inline void real_loop(std::int64_t steps) {
  std::uint64_t sum = 0;
  for (std::int64_t m = 0; m < steps; ++m) {
    sum += static_cast<std::uint64_t>(m);
    tandem::make_opaque(sum);
  }
}

/// A right timeit in parts. Wrong answers derive from it and spoil one.
class timeit {
 public:
  timeit(action body, action setup, tandem::clock_reader clock)
      : body_{std::move(body)},
        setup_{std::move(setup)},
        clock_{std::move(clock)} {}
  virtual ~timeit() = default;

  timing run(nanoseconds at_least, int repeats) {
    timing seen;
    seen.number = calibrate(at_least);
    repeat(seen, repeats);
    seen.per_call = per_call(seen);
    return seen;
  }

 protected:
  virtual nanoseconds now() { return clock_.now(); }
  virtual nanoseconds span_of(std::int64_t calls) {
    setup_();
    const auto begin = now();
    for (std::int64_t i = 0; i < calls; ++i) {
      body_();
    }
    return now() - begin;
  }
  virtual bool enough(nanoseconds span, nanoseconds at_least) {
    return span >= at_least;
  }
  virtual std::int64_t calibrate(nanoseconds at_least) {
    for (std::int64_t power = 1;; power *= 10) {
      for (const std::int64_t digit : {1, 2, 5}) {
        if (enough(span_of(digit * power), at_least)) {
          return digit * power;
        }
      }
    }
  }
  virtual void repeat(timing& seen, int repeats) {
    for (int i = 0; i < repeats; ++i) {
      seen.repeats.push_back(span_of(seen.number));
    }
  }
  virtual fraction per_call(const timing& seen) {
    return fraction{
               *std::min_element(seen.repeats.begin(), seen.repeats.end())} /
           static_cast<double>(seen.number);
  }

  action body_;
  action setup_;
  tandem::clock_reader clock_;
};

}  // namespace spoilt
