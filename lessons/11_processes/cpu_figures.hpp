#pragma once

#include <chrono>

namespace processes {

/// CPU time, as the clocks of one process count it.
struct cpu_figures {
  std::chrono::nanoseconds process_clock{};  ///< CLOCK_PROCESS_CPUTIME_ID
  std::chrono::nanoseconds self{};           ///< RUSAGE_SELF
  std::chrono::nanoseconds children{};       ///< RUSAGE_CHILDREN
  std::chrono::nanoseconds boost_timer{};    ///< cpu_timer, user + system
  /// process_user_cpu_clock + process_system_cpu_clock
  std::chrono::nanoseconds boost_chrono{};
  std::chrono::nanoseconds boost_real{};  ///< process_real_cpu_clock
  std::chrono::nanoseconds wall{};
};

/// What they show now, each since a moment of its own.
cpu_figures read_cpu_figures();

/// What they have counted between two readings.
cpu_figures operator-(const cpu_figures& to, const cpu_figures& from);

}  // namespace processes
