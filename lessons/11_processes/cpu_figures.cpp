#include "cpu_figures.hpp"

#include <sys/resource.h>

#include <boost/chrono/process_cpu_clocks.hpp>
#include <boost/timer/timer.hpp>
#include <ctime>

#include "common/timing/span.hpp"

namespace processes {
namespace {

using std::chrono::nanoseconds;

nanoseconds of_clock(clockid_t id) {
  timespec now{};
  clock_gettime(id, &now);
  return tandem::as_duration(now);
}

nanoseconds of_usage(int who) {
  rusage usage{};
  getrusage(who, &usage);
  const auto span = [](const timeval& t) {
    return std::chrono::seconds{t.tv_sec} +
           std::chrono::microseconds{t.tv_usec};
  };
  return span(usage.ru_utime) + span(usage.ru_stime);
}

template <class Clock>
nanoseconds of_boost() {
  return nanoseconds{Clock::now().time_since_epoch().count()};
}

}  // namespace

cpu_figures read_cpu_figures() {
  static const boost::timer::cpu_timer since_first_reading;
  const auto timer = since_first_reading.elapsed();
  return {.process_clock = of_clock(CLOCK_PROCESS_CPUTIME_ID),
          .self = of_usage(RUSAGE_SELF),
          .children = of_usage(RUSAGE_CHILDREN),
          .boost_timer = nanoseconds{timer.user + timer.system},
          .boost_chrono = of_boost<boost::chrono::process_user_cpu_clock>() +
                          of_boost<boost::chrono::process_system_cpu_clock>(),
          .boost_real = of_boost<boost::chrono::process_real_cpu_clock>(),
          .wall = of_clock(CLOCK_MONOTONIC)};
}

cpu_figures operator-(const cpu_figures& to, const cpu_figures& from) {
  return {.process_clock = to.process_clock - from.process_clock,
          .self = to.self - from.self,
          .children = to.children - from.children,
          .boost_timer = to.boost_timer - from.boost_timer,
          .boost_chrono = to.boost_chrono - from.boost_chrono,
          .boost_real = to.boost_real - from.boost_real,
          .wall = to.wall - from.wall};
}

}  // namespace processes
