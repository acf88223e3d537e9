// Never blocks in a wait: asks all children in turn whether they have ended,
// and sleeps in between. Its own time is clock()'s, which is a CPU clock.
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <ctime>
#include <thread>

#include "answer.hpp"

namespace {

class span_of_cpu {
 public:
  [[nodiscard]] processes::cpu_cost so_far() const {
    return {microseconds{std::clock() - clock_}, of_children() - children_};
  }

 private:
  using microseconds = std::chrono::microseconds;
  static_assert(CLOCKS_PER_SEC == 1'000'000);

  static microseconds of_children() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    microseconds sum{0};
    for (const auto& part : {usage.ru_utime, usage.ru_stime}) {
      sum += std::chrono::seconds{part.tv_sec} + microseconds{part.tv_usec};
    }
    return sum;
  }

  std::clock_t clock_ = std::clock();
  microseconds children_ = of_children();
};

}  // namespace

processes::cpu_cost processes::cpu_time_of(const job& run) {
  const span_of_cpu used;
  auto left = run();
  while (!left.empty()) {
    std::erase_if(left, [](pid_t child) {
      return waitpid(child, nullptr, WNOHANG) == child;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  return used.so_far();
}
