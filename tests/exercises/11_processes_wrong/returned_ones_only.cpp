// REJECTED BY: waited_by_the_job
// Adds up what wait4 says, and misses those that the job has waited for.
#include "answer.hpp"

#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>

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

}  // namespace

processes::cpu_cost processes::cpu_time_of(const job& run) {
  const auto own = used_by(RUSAGE_SELF);
  nanoseconds children{0};
  for (const pid_t child : run()) {
    rusage its{};
    while (wait4(child, nullptr, 0, &its) == -1 && errno == EINTR) {
    }
    children += total(its);
  }
  return {used_by(RUSAGE_SELF) - own, children};
}
