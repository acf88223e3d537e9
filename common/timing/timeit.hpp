#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

#include "common/timing/clock_reader.hpp"

namespace tandem {

/// How long one call took: a fraction of a nanosecond, if need be.
using per_call = std::chrono::duration<double, std::nano>;

/// What `timeit` has measured.
struct timing {
  std::int64_t number = 0;                        ///< calls per repeat
  std::vector<std::chrono::nanoseconds> repeats;  ///< what `number` calls took

  /// Of one call, in the repeat that was disturbed least.
  [[nodiscard]] per_call minimum() const;
  [[nodiscard]] per_call mean() const;
  /// Of one call, in the repeat that was disturbed most.
  [[nodiscard]] per_call maximum() const;
};

struct timeit_settings {
  /// Called before each trial and each repeat, outside of the time.
  std::function<void()> setup = [] {};
  /// A repeat holds so many calls that a trial took this long.
  std::chrono::nanoseconds at_least = std::chrono::milliseconds{200};
  int repeat = 5;
};

/// Times `stmt`, however short it is. Tries 1, 2, 5, 10, 20, 50, ... calls
/// until a trial takes `at_least`; then makes `repeat` repeats of as many
/// calls. The trials are not among the repeats, so they warm up besides.
/// Units    by `timer`, which is read once before and once after the calls. A
///          call through std::function is part of the time: some nanoseconds.
/// Errors   std::invalid_argument for at_least <= 0 or repeat < 1. Never ends
///          if `timer` stands still.
/// Source   Python's timeit: Timer(stmt, setup, timer).autorange() and
///          .repeat(repeat, number).
timing timeit(const std::function<void()>& stmt, const clock_reader& timer,
              const timeit_settings& settings = {});

}  // namespace tandem
