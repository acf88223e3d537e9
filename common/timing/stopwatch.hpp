#pragma once

#include <chrono>

namespace tandem {

/// User and system CPU time. Linux counts both in whole microseconds.
struct cpu_time {
  std::chrono::nanoseconds user{};
  std::chrono::nanoseconds system{};

  [[nodiscard]] std::chrono::nanoseconds total() const { return user + system; }
};

/// What a stopwatch has counted.
struct elapsed_time {
  std::chrono::nanoseconds wall{};
  cpu_time self;      ///< all threads of this process
  cpu_time children;  ///< child processes, once they have been waited for
};

/// Counts wall time, and CPU time of this process and of its children apart.
/// Copies are independent. A new stopwatch stands still at zero.
/// Units    std::chrono::nanoseconds.
/// Threads  one thread at a time; CPU time is that of the whole process.
/// Source   CLOCK_MONOTONIC, getrusage(RUSAGE_SELF, RUSAGE_CHILDREN).
class stopwatch {
 public:
  /// Sets everything to zero and runs.
  void start();
  /// Stands still. A stopwatch that stands already is left as it is.
  void stop();
  /// Counts on from where it stopped. Does nothing while it runs.
  void resume();
  /// What was counted so far; the stopwatch may run or stand.
  [[nodiscard]] elapsed_time elapsed() const;

 private:
  elapsed_time counted_;  ///< up to the last stop
  elapsed_time since_;    ///< the readings at the last start or resume
  bool running_ = false;
};

}  // namespace tandem
