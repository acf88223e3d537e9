// What is claimed about the evidence.
#include <algorithm>
#include <cmath>
#include <limits>

#include "common/teaching/judging.hpp"
#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace clocks {

namespace {

using std::chrono::nanoseconds;

nanoseconds declared(const evidence& seen, const std::string& name) {
  const auto found = std::find_if(
      seen.clocks.begin(), seen.clocks.end(),
      [&](const auto& clock) { return clock.about.reader.name == name; });
  return found == seen.clocks.end() ? nanoseconds{0}
                                    : found->about.reader.declared;
}

/// The smallest observed tick, as a share of what its clock declares.
double finest_tick(const evidence& seen) {
  double finest = std::numeric_limits<double>::quiet_NaN();
  for (const auto& [about, observed] : seen.clocks) {
    if (observed.tick) {
      finest = std::fmin(finest,
                         tandem::ratio(*observed.tick, about.reader.declared));
    }
  }
  return finest;
}

}  // namespace

std::vector<tandem::claim> claims(const evidence& seen) {
  const auto fine = declared(seen, "CLOCK_MONOTONIC");
  const auto coarse = declared(seen, "CLOCK_MONOTONIC_COARSE");
  // What Linux declares is how finely timers can be set, not what clocks show.
  const bool fine_timers = fine < std::chrono::microseconds{1};
  const auto* const coarse_kernel =
      "this kernel runs without high-resolution timers";
  return {
      tandem::invariant("never_back",
                        "a monotonic clock never goes back, however often you "
                        "look",
                        seen.monotonic.readings, seen.monotonic.steps_back,
                        "step(s) back"),
      // A clock that is being slewed may run up to a tenth fast.
      tandem::judge_if(
          fine_timers, coarse_kernel,
          tandem::at_least("not_finer",
                           "no clock ticks finer than it declares; smallest "
                           "tick seen / declared",
                           {finest_tick(seen), ""}, 0.9)),
      tandem::judge_if(
          fine_timers, coarse_kernel,
          tandem::at_least("coarse",
                           "the coarse clock declares a resolution 1000 times "
                           "coarser, or more",
                           {tandem::ratio(coarse, fine), "times"}, 1'000)),
  };
}

}  // namespace clocks
