#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "common/timing/clock_reader.hpp"

namespace tandem {

/// A clock of this machine, what it promises, and what others call it.
/// An empty name means that the library does not offer this clock.
struct catalogued_clock {
  clock_reader reader;      ///< its POSIX name, declared resolution, reading
  std::string counts;       ///< wall, process CPU, thread CPU, ...
  bool adjustable = false;  ///< somebody can set it to another time
  bool monotonic = false;   ///< promises never to go back
  std::string python;
  std::string std_chrono;
  std::string boost_chrono;
  std::string boost_timer;
};

/// Every clock of the course, in the order in which the lesson tells them.
/// `adjustable`, `monotonic` and the declared resolution agree with CPython's
/// time.get_clock_info where Python has the clock.
/// Threads  callable from any thread.
/// Errors   std::system_error where the system lacks one of them.
std::vector<catalogued_clock> clock_catalogue();

/// What was seen of a clock by reading it over and over.
struct clock_observation {
  std::optional<std::chrono::nanoseconds> tick;  ///< smallest step seen, if any
  int steps = 0;                                 ///< how many steps were seen
  double cost_ns = 0;  ///< nanoseconds of wall time that one reading takes
};

/// Reads a clock until it has stepped forward `steps` times or `limit` of wall
/// time is over, whichever comes first.
/// Shape    `tick` is empty if it never stepped.
clock_observation observe(const clock_reader& clock, int steps,
                          std::chrono::nanoseconds limit);

}  // namespace tandem
