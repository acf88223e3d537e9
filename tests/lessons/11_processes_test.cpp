#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <functional>
#include <set>

#include "common/timing/span.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using processes::evidence;
using std::chrono::milliseconds;
using tandem::verdict;

/// Notes of jobs of 1 ms each on processes 101, 102, ..., all at once in each
/// round.
processes::one_run run_on(int workers) {
  processes::one_run run;
  run.who_worked = tandem::timeline{workers};
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < processes::job_count; ++i) {
    const int worker = i % workers;
    run.notes.push_back({.job = i,
                         .process = 101 + worker,
                         .parent = 100,
                         .thread = 101 + worker,
                         .cpu = 1'000'000});
    const auto begin = start + milliseconds{i / workers};
    run.who_worked.note(worker, tandem::doing::running, begin);
    run.who_worked.note(worker, tandem::doing::nothing,
                        begin + milliseconds{1});
  }
  return run;
}

/// Evidence of a machine on which every claim holds: 12 ms of jobs.
evidence good() {
  evidence seen;
  seen.workers = 3;
  seen.parent = 100;
  seen.usable_cpus = 2;
  seen.run = run_on(3);
  seen.results_here.process_clock = milliseconds{1};
  seen.waited_for.process_clock = milliseconds{6};
  seen.results_here.children = milliseconds{6};
  seen.waited_for.children = milliseconds{12};
  seen.results_here.boost_timer = milliseconds{10};
  seen.waited_for.boost_timer = milliseconds{16};
  seen.tries = {{.value = 1.5}};
  return seen;
}

/// The verdict on one claim, after a change to good evidence.
verdict after(const std::string& id,
              const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return tests::verdict_of(id, processes::claims(seen));
}

evidence measure(const processes::hiring& hire, int workers) {
  return processes::measure(hire, workers, tandem::scale::quick);
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen = measure(processes::hire_processes, 3);
  CHECK(seen.run.notes.size() == processes::job_count);
  for (const auto& job : seen.run.notes) {
    CHECK(job.parent == getpid());
    CHECK(job.thread == job.process);  // a worker's only thread does the job
    CHECK(job.came <= job.inside);
    CHECK(job.inside <= job.end);
  }
  CHECK((waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD));
  tests::require_no_violation(processes::claims(seen));
}

TEST_CASE("with other numbers of workers, too") {
  for (const int workers : {1, 2, 13}) {
    const processes::meeting_board board{2};
    auto seen = good();
    seen.workers = workers;
    const auto by = processes::hire_processes(workers, board);
    seen.run = processes::run_twelve(*by, workers, board, milliseconds{1});
    INFO(workers << " workers");
    const auto claims = processes::claims(seen);
    CHECK(tests::verdict_of("a_process_each", claims) == verdict::holds);
    CHECK(tests::verdict_of("jobs_overlap", claims) ==
          (workers > 1 ? verdict::holds : verdict::inconclusive));
  }
}

TEST_CASE("threads in their place refute all but what is not there") {
  const auto claims = processes::claims(measure(processes::hire_threads, 3));
  for (const auto* id : {"a_process_each", "jobs_overlap", "parent_is_idle",
                         "in_rusage_children", "in_boost_timer"}) {
    INFO(id);
    CHECK(tests::verdict_of(id, claims) == verdict::violated);
  }
  CHECK(tests::verdict_of("cpu_exceeds_wall", claims) != verdict::holds);
  CHECK(tests::verdict_of("unwaited", claims) == verdict::holds);
}

TEST_CASE("each claim turns at its bound") {
  for (const auto& claim : processes::claims(good())) {
    INFO(claim.id);
    CHECK(claim.is == verdict::holds);
  }
  CHECK(after("a_process_each", [](evidence& seen) {
          for (auto& job : seen.run.notes) {
            job.process = job.process == 103 ? 102 : job.process;
          }
        }) == verdict::violated);
  CHECK(after("a_process_each", [](evidence& seen) {
          for (auto& job : seen.run.notes) {
            job.process = job.process == 103 ? seen.parent : job.process;
          }
        }) == verdict::violated);
  CHECK(after("jobs_overlap", [](evidence& seen) {
          seen.run.who_worked = run_on(2).who_worked;
        }) == verdict::violated);
  CHECK(after("parent_is_idle", [](evidence& seen) {
          seen.waited_for.process_clock = std::chrono::microseconds{6001};
        }) == verdict::violated);
  CHECK(after("parent_is_idle", [](evidence& seen) {  // to start them is dear
          seen.started.process_clock = milliseconds{20};
          seen.waited_for.process_clock = milliseconds{26};
        }) == verdict::holds);
  CHECK(after("unwaited", [](evidence& seen) {
          seen.results_here.children = std::chrono::microseconds{6001};
        }) == verdict::violated);
  CHECK(after("in_rusage_children", [](evidence& seen) {
          seen.waited_for.children = std::chrono::microseconds{11'870};
        }) == verdict::violated);
  CHECK(after("in_boost_timer", [](evidence& seen) {
          seen.waited_for.boost_timer = std::chrono::microseconds{15'999};
        }) == verdict::violated);
  CHECK(after("cpu_exceeds_wall", [](evidence& seen) {
          seen.tries = std::vector<tandem::attempt>(5, {.value = 1.49});
        }) == verdict::violated);
}

TEST_CASE("what did not meet, and what needs more, cannot be judged") {
  const auto did_not_meet = [](evidence& seen) {
    seen.run.notes[1].met = false;
  };
  CHECK(after("a_process_each", did_not_meet) == verdict::inconclusive);
  CHECK(after("jobs_overlap", did_not_meet) == verdict::inconclusive);
  CHECK(after("jobs_overlap", [](evidence& seen) { seen.workers = 1; }) ==
        verdict::inconclusive);
  CHECK(after("cpu_exceeds_wall", [](evidence& seen) {
          seen.usable_cpus = 1.9;
          seen.machine = "1.9 usable CPUs";
        }) == verdict::inconclusive);
  CHECK(after("cpu_exceeds_wall", [](evidence& seen) { seen.workers = 1; }) ==
        verdict::inconclusive);
  CHECK(after("cpu_exceeds_wall", [](evidence& seen) {
          seen.tries = {{.value = 1.4, .fair = false, .note = "preempted"}};
        }) == verdict::inconclusive);
}

TEST_CASE("the prediction's right option follows the evidence") {
  auto seen = good();
  CHECK(processes::prediction().right(seen) == 2);
  seen.waited_for.process_clock = milliseconds{12};
  CHECK(processes::prediction().right(seen) == 0);
}
