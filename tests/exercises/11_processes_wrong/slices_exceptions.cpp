// REJECTED BY: what_a_job_throws
// Throws a copy of what it has caught: only the std::exception of it is left.
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>
#include <exception>
#include <vector>

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
  const auto own = used_by(RUSAGE_SELF);
  const auto children = used_by(RUSAGE_CHILDREN);
  std::vector<pid_t> left;
  try {
    left = run();
  } catch (const std::exception& e) {
    throw e;
  }
  for (const pid_t child : left) {
    wait_for(child);
  }
  return {used_by(RUSAGE_SELF) - own, used_by(RUSAGE_CHILDREN) - children};
}
