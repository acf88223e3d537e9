// Each child that was left tells its own cost when it is waited for; of those
// that the job has waited for itself, the kernel keeps the sum.
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>
#include <ctime>
#include <numeric>

#include "answer.hpp"

namespace {

using std::chrono::nanoseconds;

nanoseconds total(const rusage& usage) {
  return std::chrono::seconds{usage.ru_utime.tv_sec + usage.ru_stime.tv_sec} +
         std::chrono::microseconds{usage.ru_utime.tv_usec +
                                   usage.ru_stime.tv_usec};
}

nanoseconds waited_so_far() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return total(usage);
}

nanoseconds process_clock() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::chrono::seconds{now.tv_sec} + nanoseconds{now.tv_nsec};
}

nanoseconds cost_of(pid_t child) {
  rusage usage{};
  return wait4(child, nullptr, 0, &usage) == -1 && errno == EINTR
             ? cost_of(child)
             : total(usage);
}

}  // namespace

processes::cpu_cost processes::cpu_time_of(const job& run) {
  const auto own = process_clock();
  const auto waited = waited_so_far();
  const auto left = run();
  const auto by_the_job = waited_so_far() - waited;
  const auto children = std::accumulate(
      left.begin(), left.end(), by_the_job,
      [](nanoseconds sum, pid_t child) { return sum + cost_of(child); });
  return {process_clock() - own, children};
}
