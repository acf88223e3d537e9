// REJECTED BY: sleeping_children
// Takes it that each child computed all the while.
#include "answer.hpp"

#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdint>

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
  const auto begin = std::chrono::steady_clock::now();
  const auto left = run();
  for (const pid_t child : left) {
    wait_for(child);
  }
  const nanoseconds wall = std::chrono::steady_clock::now() - begin;
  return {used_by(RUSAGE_SELF) - own,
          wall * static_cast<std::int64_t>(left.size())};
}
