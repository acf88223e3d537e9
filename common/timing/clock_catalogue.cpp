#include "common/timing/clock_catalogue.hpp"

#include <sys/times.h>
#include <unistd.h>

#include <algorithm>
#include <boost/version.hpp>
#include <ctime>
#include <type_traits>

namespace tandem {
namespace {

constexpr bool high_resolution_is_system_clock =
    std::is_same_v<std::chrono::high_resolution_clock,
                   std::chrono::system_clock>;
constexpr bool high_resolution_is_steady_clock =
    std::is_same_v<std::chrono::high_resolution_clock,
                   std::chrono::steady_clock>;

/// Since 1.83 Boost.Timer takes wall time from times(), too, in whole ticks.
constexpr bool timer_wall_is_times = BOOST_VERSION >= 108300;

/// `high_resolution_clock` is a second name of another clock; which one depends
/// on the standard library.
std::string with_second_name(const std::string& name, bool second) {
  return second ? name + ", high_resolution_clock" : name;
}

clock_reader c_clock() {
  return {"clock()", std::chrono::nanoseconds{1'000'000'000 / CLOCKS_PER_SEC},
          [] {
            return std::chrono::nanoseconds{std::clock()} *
                   (1'000'000'000 / CLOCKS_PER_SEC);
          }};
}

clock_reader times_clock() {
  const std::chrono::nanoseconds tick{1'000'000'000 / sysconf(_SC_CLK_TCK)};
  return {"times()", tick, [tick] {
            tms t{};
            times(&t);
            return tick *
                   (t.tms_utime + t.tms_stime + t.tms_cutime + t.tms_cstime);
          }};
}

}  // namespace

std::vector<catalogued_clock> clock_catalogue() {
  const auto raw = posix_clock(CLOCK_MONOTONIC_RAW, "CLOCK_MONOTONIC_RAW");
  const auto date = posix_clock(CLOCK_REALTIME_COARSE, "CLOCK_REALTIME_COARSE");
  const auto boot = posix_clock(CLOCK_BOOTTIME, "CLOCK_BOOTTIME");
  const auto clocks = system_clocks();
  return {
      {.reader = clocks.real_time,
       .counts = "wall (date)",
       .adjustable = true,
       .monotonic = false,
       .python = "time()",
       .std_chrono =
           with_second_name("system_clock", high_resolution_is_system_clock),
       .boost_chrono = "system_clock",
       .boost_timer = ""},
      {.reader = clocks.monotonic,
       .counts = "wall",
       .adjustable = false,
       .monotonic = true,
       .python = "monotonic(), perf_counter()",
       .std_chrono =
           with_second_name("steady_clock", high_resolution_is_steady_clock),
       .boost_chrono = "steady_clock, high_resolution_clock",
       .boost_timer = timer_wall_is_times ? "" : "cpu_timer (wall)"},
      {.reader = raw,
       .counts = "wall, no slewing",
       .adjustable = false,
       .monotonic = true,
       .python = "clock_gettime()",
       .std_chrono = "",
       .boost_chrono = "",
       .boost_timer = ""},
      {.reader = date,
       .counts = "wall (date)",
       .adjustable = true,
       .monotonic = false,
       .python = "",
       .std_chrono = "",
       .boost_chrono = "",
       .boost_timer = ""},
      {.reader = clocks.coarse,
       .counts = "wall",
       .adjustable = false,
       .monotonic = true,
       .python = "",
       .std_chrono = "",
       .boost_chrono = "",
       .boost_timer = ""},
      {.reader = boot,
       .counts = "wall, suspend too",
       .adjustable = false,
       .monotonic = true,
       .python = "clock_gettime()",
       .std_chrono = "",
       .boost_chrono = "",
       .boost_timer = ""},
      {.reader = clocks.process_cpu,
       .counts = "process CPU",
       .adjustable = false,
       .monotonic = true,
       .python = "process_time()",
       .std_chrono = "",
       .boost_chrono = "",
       .boost_timer = ""},
      {.reader = clocks.thread_cpu,
       .counts = "thread CPU",
       .adjustable = false,
       .monotonic = true,
       .python = "thread_time()",
       .std_chrono = "",
       .boost_chrono = "thread_clock",
       .boost_timer = ""},
      {.reader = c_clock(),
       .counts = "process CPU",
       .adjustable = false,
       .monotonic = true,
       .python = "clock(), until 3.7",
       .std_chrono = "",
       .boost_chrono = "",
       .boost_timer = ""},
      {.reader = times_clock(),
       .counts = "CPU, children too",
       .adjustable = false,
       .monotonic = true,
       .python = "os.times()",
       .std_chrono = "",
       .boost_chrono = "process_cpu_clock",
       .boost_timer = timer_wall_is_times ? "cpu_timer" : "cpu_timer (CPU)"},
  };
}

clock_observation observe(const clock_reader& clock, int steps,
                          std::chrono::nanoseconds limit) {
  using wall = std::chrono::steady_clock;
  clock_observation seen;
  const auto begin = wall::now();
  auto before = clock.now();
  while (seen.steps < steps && wall::now() - begin < limit) {
    const auto now = clock.now();
    if (now > before) {
      const auto step = now - before;
      seen.tick = seen.tick ? std::min(*seen.tick, step) : step;
      ++seen.steps;
    }
    before = now;
  }

  constexpr int per_batch = 200;
  auto fastest = wall::duration::max();
  for (int batch = 0; batch < 5; ++batch) {
    const auto start = wall::now();
    for (int i = 0; i < per_batch; ++i) {
      clock.now();
    }
    fastest = std::min(fastest, wall::now() - start);
  }
  seen.cost_ns = static_cast<double>(fastest.count()) / per_batch;
  return seen;
}

}  // namespace tandem
