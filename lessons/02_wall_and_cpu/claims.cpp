// What is claimed about the evidence.
#include <cmath>
#include <limits>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace wall_and_cpu {

using tandem::ratio;

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
