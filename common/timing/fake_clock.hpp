#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "common/timing/clock_reader.hpp"

namespace tandem {

/// How a fake clock behaves.
struct fake_clock_settings {
  std::string name = "fake";
  std::chrono::nanoseconds declared{1};  ///< what it claims; need not be true
  std::chrono::nanoseconds tick{1};      ///< by what it really advances
  std::chrono::nanoseconds per_reading{0};  ///< time that one reading takes
  std::chrono::nanoseconds start{std::chrono::hours{10'000}};
  /// Ticks that step number k (1, 2, ...) leaves out: as if the reader had
  /// been kept from the CPU meanwhile.
  std::function<int(int k)> skips = [](int) { return 0; };
};

/// A clock whose time a test moves by hand.
/// Shape    shows whole ticks only, as a real clock does.
/// Threads  one thread at a time.
/// Errors   std::invalid_argument for a tick below 1 ns, a reading that takes
///          less than no time, or a rate that is not above 0.
class fake_clock {
 public:
  explicit fake_clock(fake_clock_settings settings);

  /// Lets time pass; at another rate than 1 the clock shows more or less.
  void pass(std::chrono::nanoseconds span);
  /// Somebody sets the clock: forward, or back where `by` is negative.
  void step(std::chrono::nanoseconds by) { shown_ += by; }
  /// Somebody slews the clock: 1.1 runs a tenth fast from now on.
  void slew(double rate);
  /// One reading, which costs `per_reading`.
  std::chrono::nanoseconds now();
  [[nodiscard]] int readings() const { return readings_; }
  /// Reads this clock, which must outlive the reader.
  clock_reader reader();

 private:
  fake_clock_settings settings_;
  std::chrono::nanoseconds shown_;
  std::chrono::nanoseconds last_reading_;
  double rate_ = 1;
  int steps_seen_ = 0;
  int readings_ = 0;
};

}  // namespace tandem
