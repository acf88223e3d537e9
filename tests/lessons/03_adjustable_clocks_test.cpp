#include <functional>
#include <string>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using adjustable_clocks::evidence;
using adjustable_clocks::timed_job;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using tandem::verdict;

timed_job job(nanoseconds step) {
  return {.meanwhile = {.what = "set", .step = step, .slew_ppm = 0},
          .raw = milliseconds{200},
          .raw_left = milliseconds{100},
          .date = milliseconds{200} + step,
          .timed = milliseconds{200},
          .looks = 200,
          .steps_back = step < nanoseconds{0} ? 1 : 0};
}

/// Evidence of a machine on which every claim holds: nothing happens, the date
/// is set back and forward, the clocks are slewed.
evidence good() {
  auto slewed = job(nanoseconds{0});
  slewed.meanwhile.slew_ppm = 100'000;
  slewed.date += milliseconds{10};
  slewed.timed += milliseconds{10};
  return {.timer = "CLOCK_MONOTONIC",
          .jobs = {job(nanoseconds{0}), job(-hours{1}), job(milliseconds{5}),
                   slewed}};
}

/// The verdict on one claim, after a change to good evidence.
verdict after(const std::string& id,
              const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return tests::verdict_of(id, adjustable_clocks::claims(seen));
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen = adjustable_clocks::measure(adjustable_clocks::steady,
                                               tandem::scale::quick);
  CHECK(seen.jobs.size() == 4);
  CHECK(seen.timer == "CLOCK_MONOTONIC");
  for (const auto& one : seen.jobs) {
    CHECK(one.looks > 0);
    CHECK(one.raw > one.raw_left);
    CHECK(one.raw_left > nanoseconds{0});
    CHECK(one.steps_back == (one.meanwhile.step < nanoseconds{0} ? 1 : 0));
  }
  tests::require_no_violation(adjustable_clocks::claims(seen));
}

TEST_CASE("timed by the date, the job is off, and nothing else changes") {
  const auto seen = adjustable_clocks::measure(adjustable_clocks::adjustable,
                                               tandem::scale::quick);
  for (const auto& claim : adjustable_clocks::claims(seen)) {
    CHECK(claim.is ==
          (claim.id == "steady_unmoved" ? verdict::violated : verdict::holds));
  }
}

TEST_CASE("each claim turns at its bound, a nanosecond either way") {
  for (const auto& claim : adjustable_clocks::claims(good())) {
    CHECK(claim.is == verdict::holds);
  }
  for (const nanoseconds off : {nanoseconds{1}, nanoseconds{-1}}) {
    for (const std::size_t i : {0U, 1U, 2U}) {
      CHECK(after("adjustable_off_by_step", [&](evidence& seen) {
              seen.jobs[i].date += off;
            }) == verdict::violated);
      CHECK(after("steady_unmoved", [&](evidence& seen) {
              seen.jobs[i].timed += off;
            }) == verdict::violated);
    }
    CHECK(after("slewed_share", [&](evidence& seen) {
            seen.jobs[3].date += off;
          }) == verdict::violated);
  }
  CHECK(after("slewed_share", [](evidence& seen) {
          seen.jobs[3].raw_left += nanoseconds{10};
        }) == verdict::violated);
  CHECK(after("slewed_never_back", [](evidence& seen) {
          seen.jobs[3].steps_back = 1;
        }) == verdict::violated);
}

TEST_CASE("a slew moves the steady clock, too, and refutes no claim") {
  CHECK(after("steady_unmoved", [](evidence& seen) {
          seen.jobs[3].timed = seen.jobs[3].raw;
        }) == verdict::holds);
}

TEST_CASE("what was not seen cannot be judged") {
  for (const auto& claim : adjustable_clocks::claims({})) {
    CHECK(claim.is == verdict::inconclusive);
  }
}

TEST_CASE("the prediction's right option follows the evidence") {
  const auto right = [](nanoseconds by_the_date) {
    auto seen = good();
    seen.jobs[1].date = by_the_date;
    return adjustable_clocks::prediction().right(seen);
  };
  CHECK(right(milliseconds{200}) == 0);
  CHECK(right(hours{1}) == 1);
  CHECK(right(-hours{1}) == 2);
  CHECK_FALSE(adjustable_clocks::prediction().right({}).has_value());
}
