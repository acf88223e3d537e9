#include <functional>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using honest_measurement::evidence;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using tandem::verdict;

/// Evidence of a machine on which every claim holds.
evidence good() {
  evidence seen;
  seen.optimised = true;
  seen.steps = 1'000'000;
  seen.dropped = {nanoseconds{300}, nanoseconds{310}};
  seen.kept = {nanoseconds{300}, nanoseconds{290}};
  seen.real = {microseconds{400}, milliseconds{40}};
  seen.fills = {{milliseconds{4}, 4'000}, {milliseconds{1}, 0}};
  seen.wall = {.number = 10, .repeats = {microseconds{90}, microseconds{80}}};
  seen.cpu = seen.wall;
  seen.tick = milliseconds{10};
  seen.short_jobs = std::vector<honest_measurement::short_job>(
      4, {.cpu = milliseconds{1}, .shown = nanoseconds{0}});
  seen.short_jobs[1].shown = milliseconds{10};
  return seen;
}

/// The verdict on one claim, after a change to good evidence.
verdict after(const std::string& id,
              const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return tests::verdict_of(id, honest_measurement::claims(seen));
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen = honest_measurement::measure(
      honest_measurement::make_it_opaque, tandem::scale::quick);
  CHECK(seen.optimised == honest_measurement::built_with_optimisation());
  tests::require_no_violation(honest_measurement::claims(seen));
}

TEST_CASE("with the result unused, only the growth is refuted") {
  if (!honest_measurement::built_with_optimisation()) {
    throw tandem::not_judged{"built without optimisation"};
  }
  const auto seen = honest_measurement::measure(
      honest_measurement::drop_the_sum, tandem::scale::quick);
  for (const auto& claim : honest_measurement::claims(seen)) {
    INFO(claim.id << ": " << describe_figure(claim));
    CHECK(claim.is ==
          (claim.id == "opaque_grows" ? verdict::violated : verdict::holds));
  }
}

TEST_CASE("each claim turns at its bound") {
  for (const auto& claim : honest_measurement::claims(good())) {
    CHECK(claim.is == verdict::holds);
  }
  CHECK(after("dropped_is_free", [](evidence& seen) {
          seen.dropped.of_hundred_n = microseconds{100};
        }) == verdict::holds);
  CHECK(after("dropped_is_free", [](evidence& seen) {
          seen.dropped.of_hundred_n = nanoseconds{100'100};
        }) == verdict::violated);
  CHECK(after("dropped_is_free", [](evidence& seen) {
          seen.dropped.of_n = nanoseconds{100'100};
        }) == verdict::violated);
  CHECK(after("opaque_grows", [](evidence& seen) {
          seen.real.of_hundred_n = milliseconds{4};
        }) == verdict::holds);
  CHECK(after("opaque_grows", [](evidence& seen) {
          seen.real.of_hundred_n = microseconds{3'999};
        }) == verdict::violated);
  CHECK(after("whole_ticks", [](evidence& seen) {
          seen.short_jobs[1].shown = milliseconds{20};
        }) == verdict::holds);
  CHECK(after("whole_ticks", [](evidence& seen) {
          seen.short_jobs[1].shown = nanoseconds{10'000'001};
        }) == verdict::violated);
  CHECK(after("short_reads_zero", [](evidence& seen) {
          seen.short_jobs[2].shown = milliseconds{10};
        }) == verdict::holds);
  CHECK(after("short_reads_zero", [](evidence& seen) {
          seen.short_jobs[2].shown = milliseconds{10};
          seen.short_jobs[3].shown = milliseconds{10};
        }) == verdict::violated);
}

TEST_CASE("without optimisation, what a compiler drops cannot be judged") {
  for (const auto* id : {"dropped_is_free", "opaque_grows"}) {
    CHECK(after(id, [](evidence& seen) {
            seen.optimised = false;
            seen.dropped = {milliseconds{1}, milliseconds{100}};
            seen.real = seen.dropped;
          }) == verdict::inconclusive);
  }
}

TEST_CASE("without short jobs, the tick cannot be judged") {
  for (const auto* id : {"whole_ticks", "short_reads_zero"}) {
    CHECK(after(id, [](evidence& seen) { seen.short_jobs.clear(); }) ==
          verdict::inconclusive);
  }
}

TEST_CASE("what the compiler made of the kept sum is told as measured") {
  const auto told = [](const evidence& seen) {
    return std::get<std::string>(
        honest_measurement::tables(seen).front().rows[1].back());
  };
  auto seen = good();
  CHECK(told(seen) == "a formula");
  seen.kept = {microseconds{400}, milliseconds{40}};
  CHECK(told(seen) == "every step");
}

TEST_CASE("the prediction's right option follows the evidence") {
  const auto right = [](nanoseconds of_n, nanoseconds of_hundred_n) {
    auto seen = good();
    seen.dropped = {of_n, of_hundred_n};
    return honest_measurement::prediction().right(seen);
  };
  CHECK(right(nanoseconds{300}, nanoseconds{30'000}) == 0);
  CHECK(right(nanoseconds{300}, nanoseconds{1'500}) == 1);
  CHECK(right(nanoseconds{300}, nanoseconds{290}) == 2);
  CHECK_FALSE(right(nanoseconds{0}, nanoseconds{0}).has_value());
}
