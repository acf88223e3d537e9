#pragma once

#include <chrono>
#include <ctime>
#include <functional>
#include <string>

namespace tandem {

/// A clock behind a name. Experiments and answers read time only through one of
/// these, so that a test can hand them a clock of its own making.
/// Units    nanoseconds since a start that only the clock itself knows.
/// Threads  the readers of `system_clocks` may be called from any thread.
struct clock_reader {
  std::string name;
  std::chrono::nanoseconds declared{};  ///< the resolution that it claims
  std::function<std::chrono::nanoseconds()> now;
};

/// The clocks that a program chooses from, by what they count.
struct named_clocks {
  clock_reader real_time;    ///< the date; somebody may set it
  clock_reader monotonic;    ///< wall time since boot; nobody can set it
  clock_reader coarse;       ///< the same, read cheaply, ticks rarely
  clock_reader process_cpu;  ///< CPU time of all threads of this process
  clock_reader thread_cpu;   ///< CPU time of the thread that reads it
};

/// Reads the POSIX clock `id`.
/// Errors   std::system_error where the system does not have that clock.
clock_reader posix_clock(clockid_t id, std::string name);

/// The real clocks of this machine.
named_clocks system_clocks();

}  // namespace tandem
