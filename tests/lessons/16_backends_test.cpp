#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/workers/nesting.hpp"
#include "common/workers/parallel_options.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using backends::evidence;
using backends::way;
using tandem::verdict;
using ids = std::set<std::string>;

constexpr const char* computing = "locked_computing_takes_turns";
constexpr const char* waiting = "locked_waiting_overlaps";

/// A run in which so many tasks were there at once.
backends::one_run run_of(tandem::doing what, int at_once) {
  std::vector<backends::note> notes;
  notes.reserve(static_cast<std::size_t>(at_once));
  const tandem::timeline lanes{4};
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  for (int i = 0; i < at_once; ++i) {
    notes.push_back({.process = 1,
                     .thread = 10 + i,
                     .begin = now + i,
                     .end = now + 100,
                     .cpu = 50});
  }
  return make_run(what, notes, std::chrono::nanoseconds{100}, lanes);
}

/// Evidence in which every claim holds, barely.
evidence good() {
  evidence seen{.workers = 2, .usable_cpus = 2};
  for (const auto* name : {"plain loop", "sequential", "threading", "one lock",
                           "multiprocessing", "loky"}) {
    seen.ways.push_back({.name = name,
                         .compute = run_of(tandem::doing::running, 1),
                         .wait = run_of(tandem::doing::blocked, 1)});
  }
  seen.results = 6;
  seen.computing_meet.most_at_once = 1;
  seen.waiting_meet.most_at_once = 2;
  seen.multiprocessing_cpus = {{1.5, true}};
  seen.loky_cpus = {{1.5, true}};
  return seen;
}

ids ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, backends::claims(seen));
}

ids violated_after(const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

/// The backend that `parallel` takes.
std::string taken(const tandem::parallel_options& options) {
  return tandem::plan(options).runs_on->name();
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  tandem::global_lock lock;
  const auto seen = backends::measure(&lock, 4, tandem::scale::quick);
  CHECK(lock.most_inside() == 1);
  CHECK(seen.results == 1344);  // six ways, and 12 + 12 + 200 tasks
  CHECK(seen.by(way::loop).compute.processes() == 1);
  CHECK(seen.by(way::loky).compute.processes() >= 1);
  tests::require_no_violation(backends::claims(seen));
}

TEST_CASE("without the lock computations overlap, and nothing else changes") {
  const auto seen = backends::measure(nullptr, 4, tandem::scale::quick);
  CHECK(ids_of(verdict::violated, seen) == ids{computing});
  CHECK(ids_of(verdict::holds, seen).contains(waiting));
}

TEST_CASE("one worker has nobody to overlap with") {
  tandem::global_lock lock;
  const auto seen = backends::measure(&lock, 1, tandem::scale::quick);
  CHECK(ids_of(verdict::holds, seen) == ids{"all_agree"});
  CHECK(ids_of(verdict::inconclusive, seen).size() == 4);
  CHECK_FALSE(backends::prediction().right(seen));
  CHECK(lock.taken() == 0);  // so nobody has let go of it, either
}

TEST_CASE("the notebook's sums are the same on every way") {
  tandem::global_lock lock;
  const auto all = backends::run_forty_thousand(&lock);
  CHECK(all.size() == 5);
  for (const auto& one : all) {
    CHECK(one.differing == 0);
  }
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 5);
  CHECK(violated_after([](evidence& seen) { seen.differing = 1; }) ==
        ids{"all_agree"});
  CHECK(violated_after([](evidence& seen) {
          seen.notebook.push_back({.way = "loky", .differing = 1});
        }) == ids{"all_agree"});
  CHECK(violated_after([](evidence& seen) {
          seen.computing_meet.most_at_once = 2;
        }) == ids{computing});
  CHECK(violated_after([](evidence& seen) {
          seen.ways[place_of(way::locked)].compute =
              run_of(tandem::doing::running, 2);
        }) == ids{computing});
  CHECK(violated_after([](evidence& seen) {
          seen.waiting_meet.most_at_once = 1;
        }) == ids{waiting});
  CHECK(violated_after([](evidence& seen) {
          seen.loky_cpus.assign(5, {1.49, true});
        }) == ids{"loky_computes_in_parallel"});
  CHECK(violated_after([](evidence& seen) {
          seen.multiprocessing_cpus.assign(5, {1.49, true});
        }) == ids{"multiprocessing_computes_in_parallel"});
}

TEST_CASE("what other ways do is no affair of the lock's") {
  CHECK(violated_after([](evidence& seen) {
          for (const auto which : {way::threading, way::loky}) {
            seen.ways[place_of(which)].compute =
                run_of(tandem::doing::running, 4);
          }
        }).empty());
}

TEST_CASE("a try that was disturbed proves nothing") {
  auto seen = good();
  seen.loky_cpus.assign(15, {0.5, false});
  seen.multiprocessing_cpus.assign(15, {0.5, false});
  seen.computing_meet = {.most_at_once = 1, .known = false};
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen).size() == 3);
  CHECK_FALSE(backends::prediction().right(seen));
}

TEST_CASE("with one CPU nothing is said of parallel computing") {
  auto seen = good();
  seen.usable_cpus = 1;
  CHECK(
      ids_of(verdict::inconclusive, seen) ==
      ids{"loky_computes_in_parallel", "multiprocessing_computes_in_parallel"});
}

TEST_CASE("the prediction follows the evidence") {
  auto seen = good();
  CHECK(backends::prediction().right(seen) == 1);
  seen.computing_meet.most_at_once = 2;
  CHECK(backends::prediction().right(seen) == 2);
  seen.loky_cpus = {{1.0, true}};
  CHECK(backends::prediction().right(seen) == 0);
  seen.computing_meet.most_at_once = 1;
  CHECK(backends::prediction().right(seen) == 3);
}

TEST_CASE("a run knows who was there, and how long") {
  auto run = run_of(tandem::doing::running, 3);
  CHECK(run.most_at_once() == 3);
  CHECK(run.processes() == 1);
  CHECK(run.cpu() == std::chrono::nanoseconds{150});
  CHECK(run.span() == std::chrono::nanoseconds{100});
  run.notes.front().process = 2;
  CHECK(run.processes() == 2);
}

// What the page's table says of backend, prefer and require.
TEST_CASE("a given backend is taken, whatever is preferred") {
  CHECK(taken({.n_jobs = 2}) == "LokyBackend");
  CHECK(taken({.n_jobs = 2, .prefer = "threads"}) == "ThreadingBackend");
  CHECK(taken({.n_jobs = 2, .prefer = "processes"}) == "LokyBackend");
  CHECK(taken({.n_jobs = 2, .backend = "loky", .prefer = "threads"}) ==
        "LokyBackend");
  CHECK(taken({.n_jobs = 1, .backend = "loky"}) == "SequentialBackend");
  CHECK_THROWS_AS(taken({.n_jobs = 2, .prefer = "threading"}),
                  std::invalid_argument);
}

TEST_CASE("what is required is had, or refused") {
  CHECK(taken({.n_jobs = 2, .require = "sharedmem"}) == "ThreadingBackend");
  CHECK_THROWS_AS(
      taken({.n_jobs = 2, .backend = "loky", .require = "sharedmem"}),
      std::invalid_argument);
  CHECK_THROWS_AS(
      taken({.n_jobs = 2, .prefer = "processes", .require = "sharedmem"}),
      std::invalid_argument);
}

TEST_CASE("a scope stands in for a backend that is not given") {
  const tandem::parallel_config scope{
      {.backend = "multiprocessing", .n_jobs = 2}};
  CHECK(taken({}) == "MultiprocessingBackend");
  CHECK(taken({.prefer = "threads"}) == "MultiprocessingBackend");
  CHECK(taken({.backend = "loky"}) == "LokyBackend");
  CHECK(taken({.require = "sharedmem"}) == "ThreadingBackend");
}

TEST_CASE("inside a task it is threads, and inside these no more") {
  const tandem::nested_scope task{{.level = 1}};
  CHECK(taken({.n_jobs = 2, .prefer = "processes"}) == "ThreadingBackend");
  const tandem::nested_scope inner{{.level = 2}};
  CHECK(taken({.n_jobs = 2}) == "SequentialBackend");
}
