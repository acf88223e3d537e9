#include "experiment.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <thread>

#include "common/timing/span.hpp"
#include "common/timing/work.hpp"
#include "spin_together.hpp"

namespace wall_and_cpu {
namespace {

using std::chrono::nanoseconds;
using tandem::ratio;

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

std::vector<tandem::claim> claims(const evidence& seen) {
  double least_wall = std::numeric_limits<double>::quiet_NaN();
  double least_cpu = least_wall;
  for (const auto& wait : seen.waits) {
    least_wall = std::fmin(least_wall, ratio(wait.wall, seen.asked));
    least_cpu = std::fmin(least_cpu, ratio(wait.self.total(), seen.asked));
  }
  const auto& shared = seen.shared;
  const bool shared_ran = shared.trouble.empty();
  const auto seen_before =
      shared.ended.self.total() + shared.ended.children.total();
  return {
      tandem::at_least("sleep_takes_wall",
                       "a sleep lasts at least as long as asked; wall / asked",
                       {least_wall, ""}, 1),
      tandem::at_most("sleep_is_free",
                      "a sleep uses hardly any CPU; CPU / asked, the least of "
                      "three, since noise only adds",
                      {least_cpu, ""}, 0.1),
      // Wall time may be slewed against CPU time: 0.9 leaves room for that.
      tandem::at_least("spin_costs_both",
                       "a spin costs wall time and CPU time; the smaller of "
                       "both / asked",
                       {std::min(ratio(seen.spin.self.total(), seen.asked),
                                 ratio(seen.spin.wall, seen.asked)),
                        ""},
                       0.9),
      // Did they not share, or count each other's time, it would be 1/2 or
      // less.
      tandem::judge_if(
          shared_ran, shared.trouble,
          tandem::at_least("one_cpu",
                           "spins that share a CPU: CPU time is each one's "
                           "own, wall time is everybody's; wall / sum of own "
                           "CPU",
                           {ratio(shared.wall, shared.own_cpu), ""}, 0.75)),
      tandem::judge_if(
          shared_ran, shared.trouble,
          tandem::at_most("unwaited",
                          "a process that ended, but was not waited for, is "
                          "in none of our CPU figures; share seen",
                          {ratio(seen_before, shared.own_cpu), ""}, 0.5)),
      tandem::judge_if(
          shared_ran, shared.trouble,
          tandem::at_least(
              "waited",
              "once waited for, it is in the children's figure; share seen",
              {ratio(shared.waited.children.total(), shared.own_cpu), ""},
              0.99)),
  };
}

}  // namespace wall_and_cpu
