// REJECTED BY: counted_once
// Adds what wait4 says to RUSAGE_CHILDREN, which has it already.
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
  const auto before = used_by(RUSAGE_CHILDREN);
  nanoseconds children{0};
  for (const pid_t child : run()) {
    rusage its{};
    while (wait4(child, nullptr, 0, &its) == -1 && errno == EINTR) {
    }
    children += total(its);
  }
  children += used_by(RUSAGE_CHILDREN) - before;
  return {used_by(RUSAGE_SELF) - own, children};
}
