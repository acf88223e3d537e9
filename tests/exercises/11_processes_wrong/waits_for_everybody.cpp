// REJECTED BY: strangers
// Waits until there is no child at all.
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
  const auto children = used_by(RUSAGE_CHILDREN);
  run();
  while (wait(nullptr) != -1 || errno == EINTR) {
  }
  return {used_by(RUSAGE_SELF) - own, used_by(RUSAGE_CHILDREN) - children};
}
