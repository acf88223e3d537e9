#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using nested_parallelism::call_seen;
using nested_parallelism::evidence;
using nested_parallelism::nested_run;
using nested_parallelism::place;
using nested_parallelism::runner;
using tandem::verdict;
using ids = std::set<std::string>;

/// Four jobs: `threads` at a time, as long as these last.
nested_parallelism::task_notes task_on(int threads, pid_t process,
                                       std::int64_t begin) {
  nested_parallelism::task_notes seen{.process = process, .openmp = "1"};
  for (int job = 0; job < 4; ++job) {
    const std::int64_t round = job / threads;
    const auto since = begin + round * 10;
    seen.jobs.push_back({.job = job,
                         .thread = process + job % threads,
                         .begin = since,
                         .end = since + 10,
                         .forced_off = 1});
  }
  return seen;
}

nested_run two_tasks(int threads) {
  nested_run seen;
  seen.tasks = {task_on(threads, 100, 0), task_on(threads, 200, 5)};
  return seen;
}

/// Evidence in which every claim holds, barely.
evidence good() {
  evidence seen;
  const auto call = [](int depth, const place& caller, const place& one,
                       const place& other) {
    return call_seen{.depth = depth, .caller = caller, .tasks = {one, other}};
  };
  const place program{.process = 1, .thread = 1};
  const place worker{.process = 100, .thread = 100};
  const place beside{.process = 100, .thread = 101};
  const place other{.process = 200, .thread = 200};
  seen.levels = {
      {"loky",
       {call(0, program, worker, other), call(1, worker, worker, beside),
        call(2, beside, beside, beside)}},
      {"multiprocessing",
       {call(0, program, worker, other), call(1, worker, worker, worker),
        call(2, worker, worker, worker)}}};
  seen.workers = 2;
  seen.usable_cpus = 2;
  seen.asked = 2;
  seen.capped = two_tasks(1);
  seen.uncapped = two_tasks(2);
  // Three at once, and not four.
  seen.uncapped.tasks[1].jobs = task_on(1, 200, 5).jobs;
  seen.results = 16;
  return seen;
}

ids ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, nested_parallelism::claims(seen));
}

ids violated_after(const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

const ids about_threads{"capped_within_cpus", "capped_within_share",
                        "uncapped_multiply"};

}  // namespace

TEST_CASE("on this machine every claim holds") {
  for (const int workers : {2, 5}) {
    const auto seen =
        nested_parallelism::measure({}, workers, tandem::scale::quick);
    tests::require_no_violation(nested_parallelism::claims(seen));
    CHECK(seen.results == std::int64_t{4} * workers * seen.asked);
    CHECK(seen.uncapped.most_at_once() == workers * seen.asked);
  }
}

TEST_CASE("no cap refutes what is said of the cap") {
  const auto seen = nested_parallelism::measure(nested_parallelism::all_cpus(),
                                                2, tandem::scale::quick);
  const auto held = ids_of(verdict::holds, seen);
  CHECK_FALSE(held.contains("capped_within_cpus"));
  CHECK_FALSE(held.contains("capped_within_share"));
  const auto violated = ids_of(verdict::violated, seen);
  for (const auto& claim : nested_parallelism::claims(seen)) {
    CHECK((claim.id.starts_with("capped") || !violated.contains(claim.id)));
  }
}

TEST_CASE("one worker has nobody to multiply with") {
  const auto seen = nested_parallelism::measure({}, 1, tandem::scale::quick);
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen) == about_threads);
  CHECK_FALSE(nested_parallelism::prediction().right(seen));
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 6);
  CHECK(violated_after([](evidence& seen) {
          seen.levels[0].seen[1].tasks[1].thread = 100;
        }) == ids{"levels_in_a_worker"});
  CHECK(violated_after([](evidence& seen) {
          seen.levels[0].seen[2].tasks[1].thread = 100;
        }) == ids{"levels_in_a_worker"});
  CHECK(violated_after([](evidence& seen) {
          seen.levels[1].seen[1].tasks[1].thread = 101;
        }) == ids{"levels_in_a_fork"});
  CHECK(violated_after([](evidence& seen) {
          seen.capped.tasks[0].jobs[1].begin = 9;  // before the first one ends
        }) == ids{"capped_within_cpus"});
  CHECK(violated_after([](evidence& seen) {
          seen.capped.tasks[0].jobs[1].thread = 101;
        }) == ids{"capped_within_share"});
  CHECK(violated_after([](evidence& seen) { seen.uncapped = two_tasks(1); }) ==
        ids{"uncapped_multiply"});
  CHECK(violated_after([](evidence& seen) { seen.wrong_results = 1; }) ==
        ids{"results_right"});
}

TEST_CASE("more workers than CPUs have a thread each") {
  const auto room_for_two = [](evidence& seen) { seen.usable_cpus = 1; };
  CHECK(violated_after(room_for_two).empty());
  CHECK(good().share() == 1);
}

TEST_CASE("who did not come proves nothing") {
  auto seen = good();
  seen.capped.tasks[1].jobs[0].met = false;
  seen.uncapped.tasks[1].jobs[0].met = false;
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen) == about_threads);
  CHECK_FALSE(nested_parallelism::prediction().right(seen));
}

TEST_CASE("jobs that touch are not at once") {
  CHECK(two_tasks(1).most_at_once() == 2);
  CHECK(two_tasks(2).most_at_once() == 4);
  CHECK(good().uncapped.most_at_once() == 3);
  CHECK(two_tasks(2).most_threads() == 2);
  CHECK(two_tasks(2).forced_off() == 8);
  CHECK(nested_run{}.most_at_once() == 0);
}

TEST_CASE("the prediction follows the evidence") {
  auto seen = good();
  seen.uncapped = two_tasks(2);
  CHECK(nested_parallelism::prediction().right(seen) == 2);
  CHECK_FALSE(nested_parallelism::prediction().right(good()));
}

TEST_CASE("who runs a call is told by where its tasks are") {
  const place caller{.process = 1, .thread = 1};
  const auto run_by = [&](const place& one, const place& other) {
    return call_seen{.caller = caller, .tasks = {one, other}}.run_by();
  };
  const place beside{.process = 1, .thread = 2};
  const place elsewhere{.process = 3, .thread = 3};
  CHECK(run_by(caller, caller) == runner::in_place);
  CHECK(run_by(caller, beside) == runner::threads);
  CHECK(run_by(beside, beside) == runner::else_who);
  CHECK(run_by(elsewhere, elsewhere) == runner::processes);
  CHECK(run_by(elsewhere, caller) == runner::else_who);
}
