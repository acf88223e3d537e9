#include "experiment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "common/teaching/judging.hpp"
#include "common/timing/span.hpp"

namespace clocks {
namespace {

using std::chrono::nanoseconds;

constexpr double nothing_seen = std::numeric_limits<double>::quiet_NaN();

steadiness read_over_and_over(const tandem::clock_reader& clock) {
  constexpr std::chrono::milliseconds span{20};
  constexpr std::int64_t least = 1'000;
  steadiness seen;
  const auto end = std::chrono::steady_clock::now() + span;
  auto before = clock.now();
  while (seen.readings < least || std::chrono::steady_clock::now() < end) {
    const auto now = clock.now();
    ++seen.readings;
    seen.steps_back += now < before ? 1 : 0;
    before = now;
  }
  return seen;
}

nanoseconds declared(const evidence& seen, const std::string& name) {
  const auto found = std::find_if(
      seen.clocks.begin(), seen.clocks.end(),
      [&](const auto& clock) { return clock.about.reader.name == name; });
  return found == seen.clocks.end() ? nanoseconds{0}
                                    : found->about.reader.declared;
}

/// The smallest observed tick, as a share of what its clock declares.
double finest_tick(const evidence& seen) {
  double finest = nothing_seen;
  for (const auto& [about, observed] : seen.clocks) {
    if (observed.tick) {
      finest = std::fmin(finest,
                         tandem::ratio(*observed.tick, about.reader.declared));
    }
  }
  return finest;
}

}  // namespace

evidence measure(const tandem::clock_reader& monotonic, tandem::scale size) {
  const int steps = size == tandem::scale::full ? 1'000 : 20;
  const std::chrono::milliseconds limit{size == tandem::scale::quick    ? 25
                                        : size == tandem::scale::normal ? 120
                                                                        : 5000};
  evidence seen;
  for (const auto& clock : tandem::clock_catalogue()) {
    seen.clocks.push_back({clock, observe(clock.reader, steps, limit)});
  }
  seen.monotonic = read_over_and_over(monotonic);
  return seen;
}

tandem::clock_reader stepped_back() {
  auto real = tandem::system_clocks().monotonic;
  return {"a clock set back", real.declared,
          [now = real.now, readings = std::make_shared<int>(0)] {
            constexpr int set_back_at = 500;
            ++*readings;
            return *readings < set_back_at ? now()
                                           : now() - std::chrono::seconds{1};
          }};
}

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
