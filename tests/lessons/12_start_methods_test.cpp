#include <functional>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using start_methods::evidence;
using start_methods::guard;
using std::chrono::microseconds;
using tandem::start_method;
using tandem::verdict;

/// What the lesson's main does before its guard, here before this one's.
const std::ios_base::Init streams_are_there;
const bool played = [] {
  start_methods::play_without_guard_if_asked();
  return true;
}();

start_methods::start_cost cost(int cpu_us, bool fair = true) {
  return {.wall = microseconds{cpu_us},
          .here = microseconds{cpu_us / 2},
          .there = microseconds{cpu_us - cpu_us / 2},
          .fair = fair};
}

/// Evidence in which every claim holds.
evidence good() {
  evidence seen;
  seen.in_main = 42;
  seen.seen = {{start_method::fork, {42, 42, 42}, 3, 0},
               {start_method::spawn, {0, 0, 0}, 3, 0},
               {start_method::forkserver, {0, 0, 0}, 3, 0}};
  seen.costs.fork = std::vector(5, cost(200));
  seen.costs.spawn = std::vector(5, cost(2'000));
  seen.lock = {.runs = 10, .parent_got_it = 10, .trouble = ""};
  seen.again = {.times = 3, .served = 3, .reason = "", .said = ""};
  return seen;
}

using ids = std::set<std::string>;

ids ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, start_methods::claims(seen));
}

ids violated_after(const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

evidence measure(guard first_line) {
  start_methods::set_in_main = 42;
  return start_methods::measure(first_line, 3, tandem::scale::quick);
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen = measure(guard::in_place);
  CHECK(played);
  CHECK(seen.again.said.empty());
  CHECK(start_methods::prediction().right(seen) == 1);
  tests::require_no_violation(start_methods::claims(seen));
}

TEST_CASE("without a guard no worker comes to be, and nothing else changes") {
  const auto seen = measure(guard::missing);
  CHECK(ids_of(verdict::violated, seen) == ids{"guard_serves"});
  CHECK(seen.again.served == 0);
  CHECK_THAT(seen.again.reason, tests::contains("exited with code 96"));
  CHECK_THAT(seen.again.said,
             tests::contains("tandem::run_if_worker(argc, argv);"));
  int begun = 0;
  for (auto at = seen.again.said.find("main begins"); at != std::string::npos;
       at = seen.again.said.find("main begins", at + 1)) {
    ++begun;
  }
  CHECK(begun == 3);  // as many as were started: children started no children
  CHECK_THAT(start_methods::pictures(seen).at(0),
             tests::contains("main begins"));
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 6);
  CHECK(violated_after([](evidence& seen) { seen.seen[0].read[1] = 0; }) ==
        ids{"forked_reads_42"});
  for (const std::size_t i : {1U, 2U}) {
    CHECK(violated_after([&](evidence& seen) { seen.seen[i].read[2] = 42; }) ==
          ids{"spawned_reads_initial"});
  }
  for (const std::size_t i : {0U, 1U, 2U}) {
    CHECK(violated_after([&](evidence& seen) { seen.seen[i].got_more = 1; }) ==
          ids{"no_workers_of_workers"});
  }
  CHECK(violated_after([](evidence& seen) { seen.lock.copy_got_it = 1; }) ==
        ids{"lock_stays_locked"});
  CHECK(violated_after([](evidence& seen) {
          seen.lock.copy_got_it_late = 1;
        }) == ids{"lock_stays_locked"});
  CHECK(violated_after([](evidence& seen) { seen.lock.owner_in_copy = 1; }) ==
        ids{"lock_stays_locked"});
  CHECK(violated_after([](evidence& seen) { seen.lock.parent_got_it = 9; }) ==
        ids{"lock_stays_locked"});
  CHECK(violated_after([](evidence& seen) { seen.again.stopped = 1; }) ==
        ids{"guard_serves"});
}

TEST_CASE("a fork is cheaper up to its bound, by the least of each") {
  const auto after = [](int fork_us, bool fair) {
    auto seen = good();
    seen.costs.fork = {cost(5'000, fair), cost(fork_us, fair)};
    return tests::verdict_of("fork_cheaper", start_methods::claims(seen));
  };
  const int limit = static_cast<int>(2'000 * start_methods::fork_to_spawn);
  CHECK(after(limit, true) == verdict::holds);
  CHECK(after(limit, false) == verdict::holds);
  CHECK(after(limit + 2, true) == verdict::violated);
  CHECK(after(limit + 2, false) == verdict::inconclusive);
}

TEST_CASE("what was not seen is not judged") {
  auto seen = good();
  seen.in_main = start_methods::initial_value;
  CHECK(ids_of(verdict::inconclusive, seen) ==
        ids{"forked_reads_42", "spawned_reads_initial"});
  seen = good();
  seen.lock.trouble = "no copy";
  seen.lock.parent_got_it = 0;
  CHECK(ids_of(verdict::inconclusive, seen) == ids{"lock_stays_locked"});
  seen = good();
  seen.again.stopped = 1;
  seen.again.trouble = "no memory";
  CHECK(ids_of(verdict::inconclusive, seen) == ids{"guard_serves"});
  CHECK(ids_of(verdict::inconclusive, {}).size() == 6);
}

TEST_CASE("the prediction follows the evidence") {
  const auto right = [](int forked, int spawned) {
    auto seen = good();
    seen.seen[0].read = {forked, forked};
    seen.seen[1].read = {spawned, spawned};
    return start_methods::prediction().right(seen);
  };
  CHECK(right(42, 42) == 0);
  CHECK(right(42, 0) == 1);
  CHECK(right(0, 0) == 2);
  CHECK_FALSE(right(42, 7));
  CHECK_FALSE(right(7, 0));
  CHECK_FALSE(start_methods::prediction().right({}));
}
