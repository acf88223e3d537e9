#pragma once

#include <chrono>
#include <memory>

#include "common/timing/clock_reader.hpp"

namespace wall_and_cpu {

/// Counts wall time, and the CPU time of the whole process.
/// A new stopwatch stands still at zero.
/// Units    nanoseconds.
/// Threads  one thread at a time.
class stopwatch {
 public:
  stopwatch() = default;
  stopwatch(const stopwatch&) = delete;
  stopwatch& operator=(const stopwatch&) = delete;
  virtual ~stopwatch() = default;

  /// Sets both times to zero and runs, whatever went before.
  virtual void start() = 0;
  /// Stands still. Does nothing if it stands already.
  virtual void stop() = 0;
  /// Counts on from where it stopped; a new stopwatch counts on from zero.
  /// Does nothing if it runs already.
  virtual void resume() = 0;
  /// Counted so far, while it runs as well as when it stands: exact to the
  /// nanosecond, for days. CPU time may exceed wall time.
  [[nodiscard]] virtual std::chrono::nanoseconds wall() const = 0;
  [[nodiscard]] virtual std::chrono::nanoseconds cpu() const = 0;
};

/// Makes a stopwatch that reads time from `clocks` and from nowhere else.
/// Shape    never null. The stopwatch keeps copies of the readers that it
///          needs, and shares nothing with other stopwatches. A clock may
///          begin anywhere, at zero or below.
std::unique_ptr<stopwatch> make_stopwatch(const tandem::named_clocks& clocks);

}  // namespace wall_and_cpu
