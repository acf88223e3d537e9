#include "experiment.hpp"

#include <algorithm>

#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using tandem::verdict;

clocks::observed_clock made_up(const std::string& name, nanoseconds declared,
                               std::optional<nanoseconds> tick) {
  clocks::observed_clock clock;
  clock.about.reader.name = name;
  clock.about.reader.declared = declared;
  clock.seen.tick = tick;
  return clock;
}

/// Evidence of a machine on which every claim holds.
clocks::evidence good() {
  return {{made_up("CLOCK_MONOTONIC", nanoseconds{1}, nanoseconds{40}),
           made_up("CLOCK_MONOTONIC_COARSE", milliseconds{4}, milliseconds{4})},
          {1000, 0}};
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen =
      clocks::measure(tandem::system_clocks().monotonic, tandem::scale::quick);
  tests::require_no_violation(clocks::claims(seen));
}

TEST_CASE("with a clock that is set back, it went back") {
  const auto seen =
      clocks::measure(clocks::stepped_back(), tandem::scale::quick);
  CHECK(tests::verdict_of("never_back", clocks::claims(seen)) ==
        verdict::violated);
}

TEST_CASE("each claim turns at its bound") {
  auto seen = good();
  for (const auto& claim : clocks::claims(seen)) {
    CHECK(claim.is == verdict::holds);
  }

  seen.monotonic.steps_back = 1;
  CHECK(tests::verdict_of("never_back", clocks::claims(seen)) ==
        verdict::violated);

  seen = good();
  seen.clocks[1].seen.tick = std::chrono::microseconds{3'600};
  CHECK(tests::verdict_of("not_finer", clocks::claims(seen)) == verdict::holds);
  seen.clocks[1].seen.tick = std::chrono::microseconds{3'599};
  CHECK(tests::verdict_of("not_finer", clocks::claims(seen)) ==
        verdict::violated);

  seen = good();
  seen.clocks[1].about.reader.declared = nanoseconds{1000};
  CHECK(tests::verdict_of("coarse", clocks::claims(seen)) == verdict::holds);
  seen.clocks[1].about.reader.declared = nanoseconds{999};
  CHECK(tests::verdict_of("coarse", clocks::claims(seen)) == verdict::violated);
}

TEST_CASE("a kernel without high-resolution timers is not judged by them") {
  auto seen = good();
  seen.clocks[0].about.reader.declared = milliseconds{4};
  CHECK(tests::verdict_of("not_finer", clocks::claims(seen)) ==
        verdict::inconclusive);
  CHECK(tests::verdict_of("coarse", clocks::claims(seen)) ==
        verdict::inconclusive);
}

TEST_CASE("what was not seen cannot be judged") {
  const clocks::evidence nothing;
  for (const auto& claim : clocks::claims(nothing)) {
    CHECK(claim.is == verdict::inconclusive);
  }
}

TEST_CASE("the prediction's right option follows the tick") {
  const auto right = [](nanoseconds tick) {
    auto seen = good();
    seen.clocks[0].seen.tick = tick;
    return clocks::prediction().right(seen);
  };
  CHECK(right(std::chrono::microseconds{15'625}) == 0);
  CHECK(right(milliseconds{1}) == 1);
  CHECK(right(nanoseconds{40}) == 2);
}
