#include <functional>
#include <set>
#include <string>
#include <vector>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using parallel_delayed::evidence;
using parallel_delayed::one_run;
using tandem::verdict;
using ids = std::set<std::string>;

/// Who slept from when to when.
parallel_delayed::note slept(pid_t who, std::int64_t begin, std::int64_t end) {
  return {.span = end - begin, .thread = who, .begin = begin, .end = end};
}

/// Evidence in which every claim holds, barely.
evidence good() {
  evidence seen;
  seen.workers = 2;
  seen.sleeps.assign(5, std::chrono::milliseconds{10});
  seen.calls_made = 2;
  for (const auto* name : {"loky", "threading"}) {
    seen.parallel.push_back({.name = name,
                             .shown = {},
                             .to_who_is_free = {{5, true}},
                             .wall_of_sum = {{0.75, true}}});
  }
  seen.results = 10;
  return seen;
}

ids ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, parallel_delayed::claims(seen));
}

ids violated_after(const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen = parallel_delayed::measure(2, 2, tandem::scale::quick);
  tests::require_no_violation(parallel_delayed::claims(seen));
  CHECK(seen.results == 10);
}

TEST_CASE("one job at a time refutes what is said of two workers") {
  const auto seen = parallel_delayed::measure(1, 2, tandem::scale::quick);
  const auto violated = ids_of(verdict::violated, seen);
  const auto unclear = ids_of(verdict::inconclusive, seen);
  CHECK(violated.size() + unclear.size() == 4);
  CHECK_FALSE(violated.contains("delayed_calls_nothing"));
  CHECK_FALSE(violated.contains("results_in_order"));
}

TEST_CASE("one worker has nobody to share with") {
  const auto seen = parallel_delayed::measure(1, 1, tandem::scale::quick);
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen).size() == 4);
  CHECK_FALSE(parallel_delayed::prediction().right(seen));
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 6);
  CHECK(violated_after([](evidence& seen) { seen.delayed_ran = 1; }) ==
        ids{"delayed_calls_nothing"});
  CHECK(violated_after([](evidence& seen) { seen.misplaced = 1; }) ==
        ids{"results_in_order"});
  CHECK(violated_after([](evidence& seen) {
          seen.parallel[0].to_who_is_free.assign(5, {4, true});
        }) == ids{"loky_gives_to_who_is_free"});
  CHECK(violated_after([](evidence& seen) {
          seen.parallel[1].wall_of_sum.assign(5, {0.76, true});
        }) == ids{"threading_saves_time"});
}

TEST_CASE("a try that was disturbed proves nothing") {
  auto seen = good();
  seen.parallel[0].to_who_is_free.assign(15, {4, false});
  seen.parallel[0].wall_of_sum.assign(15, {1, false});
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen) ==
        ids{"loky_gives_to_who_is_free", "loky_saves_time"});
  CHECK_FALSE(parallel_delayed::prediction().right(seen));
}

TEST_CASE("the rule is replayed from who slept when") {
  constexpr int workers = 2;
  const one_run by_the_rule{.notes = {slept(1, 0, 3), slept(2, 0, 4),
                                      slept(1, 3, 9), slept(2, 4, 5),
                                      slept(2, 5, 6)}};
  CHECK(by_the_rule.went_to_who_was_free(workers) == 5);
  const one_run in_turn{.notes = {slept(1, 0, 9), slept(2, 0, 1),
                                  slept(1, 9, 10), slept(2, 1, 2),
                                  slept(1, 10, 11)}};
  CHECK(in_turn.went_to_who_was_free(workers) == 2);
  const one_run by_one{
      .notes = {slept(1, 0, 3), slept(1, 3, 6), slept(1, 6, 9)}};
  CHECK(by_one.went_to_who_was_free(workers) == 1);
  CHECK(by_one.went_to_who_was_free(1) == 3);
}

TEST_CASE("late sleepers and late starts are disturbances") {
  const one_run quiet{
      .notes = {slept(1, 0, 100), slept(2, 5, 205), slept(1, 110, 400)}};
  CHECK(quiet.disturbance().empty());
  auto late = quiet;
  late.notes[1].end += 21;
  CHECK_THAT(late.disturbance(), tests::contains("late"));
  auto idle = quiet;
  idle.notes[2].begin += 20;
  CHECK_THAT(idle.disturbance(), tests::contains("wait for the CPU"));
}

TEST_CASE("the prediction follows the evidence") {
  auto seen = good();
  seen.parallel[0].wall_of_sum = {{0.6, true}};
  CHECK(parallel_delayed::prediction().right(seen) == 2);
  seen.parallel[0].wall_of_sum = {{1.0, true}};
  CHECK(parallel_delayed::prediction().right(seen) == 3);
}
