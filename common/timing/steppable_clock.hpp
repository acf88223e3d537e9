#pragma once

#include <chrono>
#include <cstdint>

#include "common/timing/clock_reader.hpp"

namespace tandem {

/// Another clock's time, which somebody may set: what happens to the date, and
/// no root rights are needed. Nothing but `step` makes it jump.
/// Units    slews count parts per million, as adjtimex does: 100'000 runs a
///          tenth fast.
/// Threads  one thread at a time.
class steppable_clock {
 public:
  /// Shows what `underneath` shows, until somebody steps or slews it.
  explicit steppable_clock(clock_reader underneath);

  /// Sets it: forward, or back where `by` is negative.
  void step(std::chrono::nanoseconds by) { counted_ += by; }
  /// Runs fast, or slow where negative, from now on; 0 runs true again.
  /// Errors   std::invalid_argument at -1'000'000 or below: it would stand
  ///          still, or go back.
  void slew(std::int64_t parts_per_million);
  /// One reading, exact to the nanosecond.
  [[nodiscard]] std::chrono::nanoseconds now() const;
  /// Reads this clock, which must outlive the reader.
  [[nodiscard]] clock_reader reader() const;

 private:
  clock_reader underneath_;
  std::chrono::nanoseconds since_;    ///< shown underneath at the last slew
  std::chrono::nanoseconds counted_;  ///< up to then, and every step
  std::int64_t parts_per_million_ = 0;
};

/// What `parts_per_million` make of `span`, to the nanosecond towards zero; a
/// span of any length.
std::chrono::nanoseconds slewed_share(std::chrono::nanoseconds span,
                                      std::int64_t parts_per_million);

}  // namespace tandem
