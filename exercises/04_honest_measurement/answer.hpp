#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

#include "common/timing/clock_reader.hpp"

namespace honest_measurement {

/// Adds up 0, 1, 2, ... in `steps` steps, gives nothing back, and takes every
/// step: CPU time grows with `steps`, 100 times the steps cost more than 10
/// times as much, whatever an optimiser can prove. Judged with 50 000 steps and
/// with 100 times as many.
/// Shape    steps >= 1.
/// Threads  all steps in the calling thread: its CPU time is what is measured.
void real_loop(std::int64_t steps);

/// What `timeit` has measured.
struct timing {
  std::int64_t number = 0;  ///< calls per repeat
  /// What each repeat took, `number` calls together, in the order made.
  std::vector<std::chrono::nanoseconds> repeats;
  /// The smallest of `repeats` / `number`, a fraction and not rounded.
  std::chrono::duration<double, std::nano> per_call{};
};

/// Times one call of `body`, however short it is.
///
/// A *span* is: one call of `setup`, one reading of `clock`, so many calls of
/// `body`, another reading. What it took is the difference of the two readings.
/// Between them only `body` is called, and the clock is not read.
///
/// First it calibrates: spans of 1, 2, 5, 10, 20, 50, 100, ... calls (1, 2 and
/// 5 times each power of ten, however many), until one takes `at_least` or
/// more. That is the `number`. Then it makes `repeats` more spans of `number`
/// calls each: only these are in the result. `body` and `setup` are called in
/// spans and nowhere else.
/// Units    by `clock` and no other, exact to the nanosecond.
/// Shape    at_least >= 1 ns, repeats >= 1; `clock` moves.
/// Source   Python's timeit: autorange and repeat.
timing timeit(const std::function<void()>& body,
              const std::function<void()>& setup,
              const tandem::clock_reader& clock,
              std::chrono::nanoseconds at_least, int repeats);

}  // namespace honest_measurement
