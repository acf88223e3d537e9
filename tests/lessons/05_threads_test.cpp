#include <unistd.h>

#include <functional>
#include <utility>

#include "common/workers/run_jobs.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using std::chrono::milliseconds;
using tandem::verdict;
using threads::evidence;

/// Evidence of a machine on which every claim holds.
evidence good() {
  evidence seen;
  seen.workers = 3;
  seen.caller = {.process = 100, .thread = 100, .cpp_thread = "0"};
  seen.usable_cpus = 2;
  seen.run.threads = 3;
  for (int i = 0; i < 12; ++i) {
    seen.run.places.push_back(
        {.process = 100, .thread = 101 + i % 3, .cpp_thread = "1"});
    seen.run.results.push_back(i * i);
  }
  seen.run.most_at_once = 3;
  seen.tries = {{.value = 1.5}};
  return seen;
}

/// The verdict on one claim, after a change to good evidence.
verdict after(const std::string& id,
              const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return tests::verdict_of(id, threads::claims(seen));
}

evidence measure(const threads::job_runner& run, int workers) {
  return threads::measure(run, workers, tandem::scale::quick);
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  tests::require_no_violation(
      threads::claims(measure(tandem::run_jobs<int>, 3)));
}

TEST_CASE("with other numbers of workers, too") {
  for (const int workers : {1, 2, 5, 12, 40}) {
    const auto seen =
        threads::run_twelve(tandem::run_jobs<int>, workers, milliseconds{2});
    for (const auto& claim : threads::claims(seen, getpid())) {
      INFO(workers << " workers, " << claim.id << ": "
                   << describe_figure(claim));
      CHECK(claim.is != verdict::violated);
    }
  }
}

TEST_CASE("in turn, there is one thread, no overlap, and order all the same") {
  const auto seen = measure(threads::run_in_turn, 3);
  const auto claims = threads::claims(seen);
  CHECK(tests::verdict_of("a_thread_each", claims) == verdict::violated);
  CHECK(tests::verdict_of("jobs_overlap", claims) == verdict::violated);
  CHECK(tests::verdict_of("cpu_exceeds_wall", claims) != verdict::holds);
  CHECK(tests::verdict_of("one_process", claims) == verdict::holds);
  CHECK(tests::verdict_of("results_in_order", claims) == verdict::holds);
}

TEST_CASE("each claim turns at its bound") {
  for (const auto& claim : threads::claims(good())) {
    INFO(claim.id);
    CHECK(claim.is == verdict::holds);
  }
  CHECK(after("one_process", [](evidence& seen) {
          seen.run.places[7].process = 99;
        }) == verdict::violated);
  CHECK(after("a_thread_each", [](evidence& seen) {
          seen.run.places[7].thread = 99;
        }) == verdict::violated);
  CHECK(after("a_thread_each", [](evidence& seen) {
          for (auto& where : seen.run.places) {
            where.thread = where.thread == 103 ? 102 : where.thread;
          }
        }) == verdict::violated);
  CHECK(after("jobs_overlap", [](evidence& seen) {
          seen.run.most_at_once = 2;
        }) == verdict::violated);
  CHECK(after("results_in_order", [](evidence& seen) {
          std::swap(seen.run.results[2], seen.run.results[3]);
        }) == verdict::violated);
  CHECK(after("results_in_order", [](evidence& seen) {
          seen.run.results.pop_back();
        }) == verdict::violated);
  CHECK(after("results_in_order", [](evidence& seen) {
          seen.run.results.push_back(0);
        }) == verdict::violated);
  CHECK(after("cpu_exceeds_wall", [](evidence& seen) {
          seen.tries = std::vector<tandem::attempt>(5, {.value = 1.49});
        }) == verdict::violated);
}

TEST_CASE("what did not run, and what needs more, cannot be judged") {
  CHECK(after("one_process", [](evidence& seen) {
          seen.run.places.assign(12, {});
        }) == verdict::inconclusive);
  CHECK(after("jobs_overlap", [](evidence& seen) { seen.run.threads = 1; }) ==
        verdict::inconclusive);
  CHECK(after("cpu_exceeds_wall", [](evidence& seen) {
          seen.usable_cpus = 1.9;
          seen.cpus = "1.9 usable CPUs";
        }) == verdict::inconclusive);
  CHECK(after("cpu_exceeds_wall", [](evidence& seen) { seen.workers = 1; }) ==
        verdict::inconclusive);
  CHECK(after("cpu_exceeds_wall", [](evidence& seen) {
          seen.tries = {{.value = 1.4, .fair = false, .note = "preempted"}};
        }) == verdict::inconclusive);
}

TEST_CASE("more threads than were asked for are counted, and not drawn") {
  const auto one_each = [](const threads::job_list& jobs, int /*threads*/) {
    return tandem::run_jobs(jobs, static_cast<int>(jobs.size()));
  };
  const auto seen = threads::run_twelve(one_each, 2, milliseconds{4});
  CHECK(seen.who_worked.workers() == 2);
  // The first two jobs wait for each other; whether more threads than these
  // come to work depends on how quick they are.
  CHECK(seen.most_at_once >= 2);
}

TEST_CASE("the prediction's right option follows the evidence") {
  const auto right = [](std::vector<tandem::attempt> tries) {
    auto seen = good();
    seen.tries = std::move(tries);
    return threads::prediction().right(seen);
  };
  CHECK(right({{.value = 1}}) == 0);
  CHECK(right({{.value = 1}, {.value = 1.9}}) == 1);
  CHECK(right({{.value = 1.9}, {.value = 1}}) == 1);
  // Who had to wait for the CPU proves nothing.
  CHECK_FALSE(right({{.value = 0.5, .fair = false}}).has_value());
  CHECK_FALSE(right({}).has_value());
}
