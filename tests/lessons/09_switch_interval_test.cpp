#include <functional>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using std::chrono::milliseconds;
using switch_interval::evidence;
using tandem::verdict;

/// Evidence of a machine on which every claim holds.
evidence good() {
  evidence seen;
  seen.by_ingredient = {
      {.beside = "nothing",
       .computing = 0,
       .interval = milliseconds{5},
       .echoes = {{.took = milliseconds{1}}},
       .counts = {.taken = 1, .voluntary = 1}},
      {.beside = "1 computing",
       .computing = 1,
       .interval = milliseconds{5},
       .echoes = {{milliseconds{6}, true, true}, {milliseconds{1}}},
       .counts = {.taken = 4,
                  .asked = 1,
                  .voluntary = 2,
                  .forced = 1,
                  .shortest_forced = milliseconds{5}}}};
  seen.one_long_call = {.beside = "long calls",
                        .computing = 1,
                        .interval = milliseconds{5},
                        .echoes = {{milliseconds{100}, true, false}},
                        .counts = {.taken = 2, .asked = 1, .voluntary = 2},
                        .calls_asked = 1};
  return seen;
}

/// The verdict on one claim, after a change to good evidence.
verdict after(const std::string& id,
              const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return tests::verdict_of(id, switch_interval::claims(seen));
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  for (const int computing : {1, 2, 4}) {
    const auto seen = switch_interval::measure(
        switch_interval::look_between_steps, computing, tandem::scale::quick);
    tests::require_no_violation(switch_interval::claims(seen));
    CHECK(seen.by_ingredient[1].counts.forced > 0);
    CHECK(switch_interval::prediction().right(seen) == 1);
    CHECK(switch_interval::picture(seen, tandem::glyphs::plain) != "");
  }
}

TEST_CASE("with a holder that never looks, echoes get in without force") {
  const auto seen = switch_interval::measure(switch_interval::never_look, 2,
                                             tandem::scale::quick);
  const auto claims = switch_interval::claims(seen);
  CHECK(tests::verdict_of("echo_by_force", claims) == verdict::violated);
  CHECK(tests::verdict_of("never_looks", claims) == verdict::holds);
  CHECK(tests::verdict_of("no_forced_before_interval", claims) ==
        verdict::inconclusive);
  CHECK(switch_interval::prediction().right(seen) == 2);
}

TEST_CASE("each claim turns at its bound") {
  for (const auto& claim : switch_interval::claims(good())) {
    CHECK(claim.is == verdict::holds);
  }
  CHECK(after("no_forced_before_interval", [](evidence& seen) {
          seen.by_ingredient[1].counts.shortest_forced =
              milliseconds{5} - std::chrono::nanoseconds{1};
        }) == verdict::violated);
  CHECK(after("no_forced_before_interval", [](evidence& seen) {
          seen.by_ingredient[1].interval = milliseconds{6};
        }) == verdict::violated);
  CHECK(after("echo_by_force", [](evidence& seen) {
          seen.by_ingredient[1].echoes[0].somebody_forced = false;
        }) == verdict::violated);
  CHECK(after("echo_by_force", [](evidence& seen) {
          seen.by_ingredient[1].echoes[1].others_were_in = true;
        }) == verdict::violated);
  CHECK(after("never_looks", [](evidence& seen) {
          seen.one_long_call.counts.forced = 1;
        }) == verdict::violated);
  CHECK(after("never_looks", [](evidence& seen) {
          seen.one_long_call.calls_cut = 1;
        }) == verdict::violated);
}

TEST_CASE("what did not happen cannot be judged") {
  CHECK(after("no_forced_before_interval", [](evidence& seen) {
          seen.by_ingredient[1].counts = {};
        }) == verdict::inconclusive);
  CHECK(after("echo_by_force", [](evidence& seen) {
          seen.by_ingredient[1].echoes[0].others_were_in = false;
        }) == verdict::inconclusive);
  CHECK(after("never_looks", [](evidence& seen) {
          seen.one_long_call.calls_asked = 0;
        }) == verdict::inconclusive);
}

TEST_CASE("the prediction's right option follows the evidence") {
  const auto right = [](const switch_interval::echo& one) {
    auto seen = good();
    seen.by_ingredient[1].echoes = {one};
    return switch_interval::prediction().right(seen);
  };
  CHECK(right({milliseconds{4}, true, true}) == 0);
  CHECK(right({milliseconds{5}, true, true}) == 1);
  CHECK(right({milliseconds{5}, true, false}) == 2);
  CHECK_FALSE(right({milliseconds{1}}).has_value());
}
