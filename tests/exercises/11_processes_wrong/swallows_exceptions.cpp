// REJECTED BY: what_a_job_throws
// Measures a job that failed as if nothing had happened.
#include "answer.hpp"

#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>
#include <exception>

namespace {

using std::chrono::nanoseconds;

nanoseconds total(const rusage& usage) {
  const auto span = [](const timeval& time) {
    return std::chrono::seconds{time.tv_sec} +
           std::chrono::microseconds{time.tv_usec};
  };
  return span(usage.ru_utime) + span(usage.ru_stime);
}

nanoseconds used_by(int who) {
  rusage usage{};
  getrusage(who, &usage);
  return total(usage);
}

void wait_for(pid_t child) {
  while (waitpid(child, nullptr, 0) == -1 && errno == EINTR) {
  }
}

}  // namespace

processes::cpu_cost processes::cpu_time_of(const job& run) {
  const auto own = used_by(RUSAGE_SELF);
  const auto children = used_by(RUSAGE_CHILDREN);
  try {
    for (const pid_t child : run()) {
      wait_for(child);
    }
  } catch (const std::exception&) {
  }
  return {used_by(RUSAGE_SELF) - own, used_by(RUSAGE_CHILDREN) - children};
}
