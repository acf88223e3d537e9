#include <functional>

#include "common/timing/work.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using std::chrono::milliseconds;
using tandem::verdict;
using wall_and_cpu::evidence;

/// Evidence of a machine on which every claim holds.
evidence good() {
  evidence seen;
  seen.asked = milliseconds{100};
  seen.waits = std::vector<tandem::elapsed_time>(
      3, {.wall = milliseconds{101}, .self = {}, .children = {}});
  seen.spin = {.wall = milliseconds{100},
               .self = {milliseconds{100}, {}},
               .children = {}};
  seen.shared.spins = 2;
  seen.shared.own_cpu = milliseconds{200};
  seen.shared.wall = milliseconds{201};
  seen.shared.waited.children.user = milliseconds{200};
  return seen;
}

/// The verdict on one claim, after a change to good evidence.
verdict after(const std::string& id,
              const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return tests::verdict_of(id, wall_and_cpu::claims(seen));
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen =
      wall_and_cpu::measure(wall_and_cpu::sleep_for, 2, tandem::scale::quick);
  tests::require_no_violation(wall_and_cpu::claims(seen));
}

TEST_CASE("three spins share a CPU as two do") {
  const auto seen =
      wall_and_cpu::measure(wall_and_cpu::sleep_for, 3, tandem::scale::quick);
  CHECK(seen.shared.spins == 3);
  tests::require_no_violation(wall_and_cpu::claims(seen));
}

TEST_CASE("with a wait that computes, the sleep is not free") {
  const auto seen =
      wall_and_cpu::measure(tandem::burn_cpu, 2, tandem::scale::quick);
  CHECK(tests::verdict_of("sleep_is_free", wall_and_cpu::claims(seen)) ==
        verdict::violated);
}

TEST_CASE("each claim turns at its bound") {
  for (const auto& claim : wall_and_cpu::claims(good())) {
    CHECK(claim.is == verdict::holds);
  }
  CHECK(after("sleep_takes_wall", [](evidence& seen) {
          seen.waits[1].wall = milliseconds{99};
        }) == verdict::violated);
  CHECK(after("sleep_is_free", [](evidence& seen) {
          for (auto& wait : seen.waits) {
            wait.self.user = milliseconds{50};
          }
          seen.waits[2].self.user = milliseconds{10};
        }) == verdict::holds);
  CHECK(after("sleep_is_free", [](evidence& seen) {
          for (auto& wait : seen.waits) {
            wait.self.system = milliseconds{11};
          }
        }) == verdict::violated);
  CHECK(after("spin_costs_both", [](evidence& seen) {
          seen.spin.self.user = milliseconds{89};
        }) == verdict::violated);
  CHECK(after("spin_costs_both", [](evidence& seen) {
          seen.spin.wall = milliseconds{89};
        }) == verdict::violated);
  CHECK(after("one_cpu", [](evidence& seen) {
          seen.shared.wall = milliseconds{150};
        }) == verdict::holds);
  CHECK(after("one_cpu", [](evidence& seen) {
          seen.shared.wall = milliseconds{149};
        }) == verdict::violated);
  CHECK(after("unwaited", [](evidence& seen) {
          seen.shared.ended.children.user = milliseconds{101};
        }) == verdict::violated);
  CHECK(after("waited", [](evidence& seen) {
          seen.shared.waited.children.user = milliseconds{197};
        }) == verdict::violated);
}

TEST_CASE("without spins that could be pinned, theirs cannot be judged") {
  for (const auto* id : {"one_cpu", "unwaited", "waited"}) {
    CHECK(after(id, [](evidence& seen) {
            seen.shared = {};
            seen.shared.trouble = "not allowed";
          }) == verdict::inconclusive);
  }
}

TEST_CASE("the prediction's right option follows the evidence") {
  const auto right = [](milliseconds own, milliseconds wall) {
    auto seen = good();
    seen.shared.own_cpu = own;
    seen.shared.wall = wall;
    return wall_and_cpu::prediction().right(seen);
  };
  CHECK(right(milliseconds{200}, milliseconds{100}) == 0);
  CHECK(right(milliseconds{200}, milliseconds{200}) == 1);
  CHECK(right(milliseconds{400}, milliseconds{200}) == 2);
  auto nothing = good();
  nothing.shared.trouble = "not allowed";
  CHECK_FALSE(wall_and_cpu::prediction().right(nothing).has_value());
}
