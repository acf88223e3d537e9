// REJECTED BY: short_jobs
// Reads times(), as Boost.Timer does, which counts in ticks of 10 ms.
#include <sys/times.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "answer.hpp"

namespace {

std::chrono::nanoseconds of_ticks(clock_t ticks) {
  return std::chrono::nanoseconds{std::chrono::seconds{ticks}} /
         sysconf(_SC_CLK_TCK);
}

processes::cpu_cost so_far() {
  tms counted{};
  times(&counted);
  return {of_ticks(counted.tms_utime + counted.tms_stime),
          of_ticks(counted.tms_cutime + counted.tms_cstime)};
}

}  // namespace

processes::cpu_cost processes::cpu_time_of(const job& run) {
  const auto before = so_far();
  for (const pid_t child : run()) {
    while (waitpid(child, nullptr, 0) == -1 && errno == EINTR) {
    }
  }
  const auto after = so_far();
  return {after.own - before.own, after.children - before.children};
}
