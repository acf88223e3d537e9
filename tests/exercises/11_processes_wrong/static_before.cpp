// REJECTED BY: own_time
// Keeps the first readings of all for the calls that come after.
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

void wait_for(pid_t child) {
  while (waitpid(child, nullptr, 0) == -1 && errno == EINTR) {
  }
}

}  // namespace

processes::cpu_cost processes::cpu_time_of(const job& run) {
  static const auto own = used_by(RUSAGE_SELF);
  static const auto children = used_by(RUSAGE_CHILDREN);
  for (const pid_t child : run()) {
    wait_for(child);
  }
  return {used_by(RUSAGE_SELF) - own, used_by(RUSAGE_CHILDREN) - children};
}
