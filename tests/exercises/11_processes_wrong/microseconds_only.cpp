// REJECTED BY: over_a_second
// Adds up the microseconds and forgets the seconds.
#include "answer.hpp"

#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>

namespace {

using std::chrono::nanoseconds;

nanoseconds total(const rusage& usage) {
  return std::chrono::microseconds{usage.ru_utime.tv_usec +
                                   usage.ru_stime.tv_usec};
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
  for (const pid_t child : run()) {
    wait_for(child);
  }
  return {used_by(RUSAGE_SELF) - own, used_by(RUSAGE_CHILDREN) - children};
}
