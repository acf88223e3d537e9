#include "experiment.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "common/timing/work.hpp"
#include "spin_together.hpp"

namespace wall_and_cpu {
namespace {

using std::chrono::nanoseconds;

tandem::elapsed_time time_of(const std::function<void()>& action) {
  tandem::stopwatch watch;
  watch.start();
  action();
  watch.stop();
  return watch.elapsed();
}

/// Reads zeros from the kernel until `span` of wall time is over.
void call_the_kernel(nanoseconds span) {
  const int zeros = open("/dev/zero", O_RDONLY | O_CLOEXEC);
  std::vector<char> buffer(1U << 16U);
  const auto end = std::chrono::steady_clock::now() + span;
  while (std::chrono::steady_clock::now() < end &&
         read(zeros, buffer.data(), buffer.size()) > 0) {
  }
  close(zeros);
}

}  // namespace

void sleep_for(nanoseconds span) { std::this_thread::sleep_for(span); }

evidence measure(const wait_function& wait, int spins, tandem::scale size) {
  evidence seen;
  seen.asked =
      std::chrono::milliseconds{size == tandem::scale::quick    ? 20
                                : size == tandem::scale::normal ? 100
                                                                : 1000};
  for (int i = 0; i < 3; ++i) {
    seen.waits.push_back(time_of([&] { wait(seen.asked); }));
  }
  seen.spin = time_of([&] { tandem::burn_cpu(seen.asked); });
  seen.system_calls = time_of([&] { call_the_kernel(seen.asked); });
  seen.shared = spin_together(spins, seen.asked);
  return seen;
}

}  // namespace wall_and_cpu
