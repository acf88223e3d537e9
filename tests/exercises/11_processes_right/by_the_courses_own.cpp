// The course's stopwatch counts both; only the waiting is left to do.
#include <sys/wait.h>

#include <cerrno>

#include "answer.hpp"
#include "common/timing/stopwatch.hpp"

processes::cpu_cost processes::cpu_time_of(const job& run) {
  tandem::stopwatch watch;
  watch.start();
  auto left = run();
  while (!left.empty()) {
    const auto ended = waitpid(left.back(), nullptr, 0);
    if (ended == left.back() || errno != EINTR) {
      left.pop_back();
    }
  }
  watch.stop();
  return {watch.elapsed().self.total(), watch.elapsed().children.total()};
}
