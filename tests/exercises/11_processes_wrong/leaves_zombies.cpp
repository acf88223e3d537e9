// REJECTED BY: left_to_you
// Waits for the end of each child and leaves the zombie (WNOWAIT).
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>

#include "answer.hpp"

namespace {

std::chrono::nanoseconds used_by(int who) {
  rusage usage{};
  getrusage(who, &usage);
  const auto span = [](const timeval& t) {
    return std::chrono::seconds{t.tv_sec} +
           std::chrono::microseconds{t.tv_usec};
  };
  return span(usage.ru_utime) + span(usage.ru_stime);
}

}  // namespace

processes::cpu_cost processes::cpu_time_of(const job& run) {
  const auto own = used_by(RUSAGE_SELF);
  const auto children = used_by(RUSAGE_CHILDREN);
  for (const pid_t child : run()) {
    siginfo_t info{};
    while (waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT) ==
               -1 &&
           errno == EINTR) {
    }
  }
  return {used_by(RUSAGE_SELF) - own, used_by(RUSAGE_CHILDREN) - children};
}
