// What is claimed about the evidence.
#include <algorithm>
#include <iterator>

#include "common/teaching/judging.hpp"
#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace honest_measurement {

using std::chrono::nanoseconds;

std::vector<tandem::claim> claims(const evidence& seen) {
  const auto dearer = std::max(seen.dropped.of_n, seen.dropped.of_hundred_n);
  const auto hundred_n = static_cast<double>(100 * seen.steps);
  const auto jobs = std::ssize(seen.short_jobs);
  const auto zeros =
      std::ranges::count(seen.short_jobs, nanoseconds{0}, &short_job::shown);
  const auto between_ticks =
      std::ranges::count_if(seen.short_jobs, [&](const short_job& job) {
        return job.shown % seen.tick != nanoseconds{0};
      });
  const char* const drops_nothing =
      "built without optimisation, the compiler drops nothing";
  return {
      // Only what is not done at all is as fast as that.
      tandem::judge_if(
          seen.optimised, drops_nothing,
          tandem::at_most(
              "dropped_is_free",
              "a loop whose result nobody uses costs nothing, be "
              "it n steps or 100 n; ns per step, and no CPU takes "
              "1000 steps in a nanosecond",
              {tandem::ratio(dearer, nanoseconds{1}) / hundred_n, "ns"},
              0.001)),
      // 100 if the steps are taken, 1 if not: 10 is the geometric middle.
      tandem::judge_if(
          seen.optimised, drops_nothing,
          tandem::at_least(
              "opaque_grows",
              "a loop whose every step is opaque costs what its steps cost; "
              "CPU time of 100 n / of n",
              {tandem::ratio(seen.real.of_hundred_n, seen.real.of_n), ""}, 10)),
      tandem::invariant("whole_ticks",
                        "Boost.Timer shows CPU time in whole ticks; readings "
                        "between them",
                        jobs, between_ticks, ""),
      // All jobs together take little more than one tick: few can meet one.
      tandem::at_least(
          "short_reads_zero",
          "by its clock most jobs of a tenth of a tick took no time at all; "
          "share of them",
          {static_cast<double>(zeros) / static_cast<double>(jobs), ""}, 0.5),
  };
}

}  // namespace honest_measurement
