#include <functional>
#include <string>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using releasing_the_lock::evidence;
using tandem::verdict;

/// Evidence of a machine on which every claim holds.
evidence good() {
  evidence seen;
  seen.workers = 3;
  seen.usable_cpus = 2;
  seen.sleeps.what = tandem::doing::blocked;
  seen.sleeps.most_met = 2;
  seen.held_work.what = tandem::doing::running;
  seen.held_work.most_met = 1;
  seen.private_work.what = tandem::doing::running;
  seen.private_work.most_met = 2;
  seen.cpus = {{.value = 1.8}};
  return seen;
}

/// The verdict on one claim, after a change to good evidence.
verdict after(const std::string& id,
              const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return tests::verdict_of(id, releasing_the_lock::claims(seen));
}

}  // namespace

TEST_CASE("on this machine no claim is violated") {
  const auto seen = releasing_the_lock::measure(releasing_the_lock::let_go, 3,
                                                tandem::scale::quick);
  CHECK(seen.sleeps.wall > std::chrono::nanoseconds{0});
  CHECK(seen.held_work.cpu >= seen.held_work.asked);
  CHECK(seen.private_work.cpu >= seen.private_work.asked);
  CHECK(releasing_the_lock::pictures(seen, tandem::glyphs::plain).size() == 3);
  tests::require_no_violation(releasing_the_lock::claims(seen));
}

TEST_CASE("with one thread, or more than there are jobs, nothing is violated") {
  for (const int workers : {1, 20}) {
    const auto seen = releasing_the_lock::measure(
        releasing_the_lock::let_go, workers, tandem::scale::quick);
    CHECK(seen.workers == (workers == 1 ? 1 : 12));
    for (const auto& claim : releasing_the_lock::claims(seen)) {
      INFO(claim.id);
      CHECK(claim.is != verdict::violated);
    }
  }
}

TEST_CASE("with the lock kept in the sleep, the sleeps do not overlap") {
  const auto seen = releasing_the_lock::measure(releasing_the_lock::keep, 3,
                                                tandem::scale::quick);
  const auto claims = releasing_the_lock::claims(seen);
  CHECK(tests::verdict_of("sleeps_overlap", claims) == verdict::violated);
  CHECK(tests::verdict_of("held_work_takes_turns", claims) == verdict::holds);
  CHECK(tests::verdict_of("private_work_overlaps", claims) == verdict::holds);
  CHECK(tests::verdict_of("private_work_uses_two_cpus", claims) !=
        verdict::violated);
  // Certain as well: who keeps the lock sleeps while nobody else does.
  CHECK(seen.sleeps.who_did_what.most_at_once(tandem::doing::blocked) == 1);
  CHECK(seen.sleeps.wall >= seen.sleeps.asked);
}

TEST_CASE("each claim turns at its bound") {
  for (const auto& claim : releasing_the_lock::claims(good())) {
    INFO(claim.id);
    CHECK(claim.is == verdict::holds);
  }
  CHECK(after("sleeps_overlap", [](evidence& seen) {
          seen.sleeps.most_met = 1;
        }) == verdict::violated);
  CHECK(after("held_work_takes_turns", [](evidence& seen) {
          seen.held_work.most_met = 2;
        }) == verdict::violated);
  CHECK(after("held_work_takes_turns", [](evidence& seen) {
          auto& both = seen.held_work.who_did_what = tandem::timeline{2};
          both.note(0, tandem::doing::running);
          both.note(1, tandem::doing::running);
          while (both.most_at_once(tandem::doing::running) < 2) {
            both.note(0, tandem::doing::running);
          }
        }) == verdict::violated);
  CHECK(after("private_work_overlaps", [](evidence& seen) {
          seen.private_work.most_met = 1;
        }) == verdict::violated);
  const auto with_five = [](double cpus) {
    return after("private_work_uses_two_cpus", [&](evidence& seen) {
      seen.cpus = std::vector<tandem::attempt>(5, {.value = cpus});
    });
  };
  CHECK(with_five(1.5) == verdict::holds);
  CHECK(with_five(1.49) == verdict::violated);
}

TEST_CASE("what was not decided is not judged") {
  CHECK(after("sleeps_overlap", [](evidence& seen) {
          seen.sleeps.most_met = 1;
          seen.sleeps.met_is_known = false;
        }) == verdict::inconclusive);
  CHECK(after("held_work_takes_turns", [](evidence& seen) {
          seen.held_work.met_is_known = false;
        }) == verdict::inconclusive);
  CHECK(after("private_work_overlaps", [](evidence& seen) {
          seen.private_work.most_met = 1;
          seen.private_work.met_is_known = false;
        }) == verdict::inconclusive);
  CHECK(after("private_work_uses_two_cpus", [](evidence& seen) {
          seen.usable_cpus = 1.9;
        }) == verdict::inconclusive);
  CHECK(after("private_work_uses_two_cpus", [](evidence& seen) {
          seen.workers = 1;
        }) == verdict::inconclusive);
}

TEST_CASE("the prediction's right option follows the evidence") {
  const auto right = [](int sleeps, int kept, int let_go) {
    auto seen = good();
    seen.sleeps.most_met = sleeps;
    seen.held_work.most_met = kept;
    seen.private_work.most_met = let_go;
    return releasing_the_lock::prediction().right(seen);
  };
  CHECK(right(1, 1, 1) == 0);
  CHECK(right(2, 1, 1) == 1);
  CHECK(right(2, 1, 2) == 2);
  CHECK(right(2, 2, 2) == 3);
  CHECK_FALSE(right(1, 1, 2).has_value());
}
