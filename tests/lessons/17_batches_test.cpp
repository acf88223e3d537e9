#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using batches::evidence;
using batches::long_run;
using batches::tiny_run;
using std::chrono::microseconds;
using tandem::verdict;
using ids = std::set<std::string>;

/// As many tiny tasks as that, by so many workers.
tiny_run tiny(std::size_t batch, std::size_t dispatches, std::size_t workers,
              microseconds cpu) {
  return {.tasks = 999,
          .batch = batch,
          .dispatches = dispatches,
          .workers = workers,
          .parents_cpu = cpu / 2,
          .workers_cpu = cpu - cpu / 2};
}

/// Long tasks, each by the process of this number.
long_run made_by(const std::vector<pid_t>& processes) {
  long_run seen;
  for (const auto one : processes) {
    seen.notes.push_back({.process = one});
  }
  return seen;
}

/// Evidence in which every claim holds, barely.
evidence good() {
  evidence seen;
  seen.workers = 2;
  seen.by_size = {tiny(1, 999, 2, microseconds{900}),
                  tiny(10, 100, 2, microseconds{90}),
                  tiny(1000, 1, 1, microseconds{9})};
  seen.small.assign(5, tiny(1, 999, 2, microseconds{900}));
  seen.large.assign(5, tiny(1000, 1, 1, microseconds{300}));
  seen.sharing = {{2, true}};
  seen.in_large = made_by({7, 7, 7});
  return seen;
}

ids ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, batches::claims(seen));
}

ids violated_after(const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen =
      batches::measure(batches::large_batch, 2, tandem::scale::quick);
  tests::require_no_violation(batches::claims(seen));
  CHECK(batches::prediction().right(seen) == 2);
}

TEST_CASE("one a batch refutes what is said of large batches") {
  const auto seen = batches::measure(1, 2, tandem::scale::quick);
  const auto violated = ids_of(verdict::violated, seen);
  const auto unclear = ids_of(verdict::inconclusive, seen);
  for (const auto* id : {"cpu_per_task_falls", "large_batch_to_one"}) {
    CHECK(violated.contains(id) != unclear.contains(id));
  }
  for (const auto* id : {"dispatches", "ones_are_shared"}) {
    CHECK_FALSE(violated.contains(id));
  }
}

TEST_CASE("one worker is this process itself") {
  const auto seen =
      batches::measure(batches::large_batch, 1, tandem::scale::quick);
  CHECK(ids_of(verdict::holds, seen) == ids{"dispatches"});
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK_FALSE(batches::prediction().right(seen));
}

TEST_CASE("many workers have one large batch for one of them") {
  const auto seen =
      batches::measure(batches::large_batch, 5, tandem::scale::quick);
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(seen.in_large.workers() == 1);
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 4);
  CHECK(violated_after([](evidence& seen) {
          seen.by_size[1].dispatches = 99;
        }) == ids{"dispatches"});
  CHECK(violated_after([](evidence& seen) {
          seen.large.back().dispatches = 2;
        }) == ids{"dispatches"});
  CHECK(violated_after([](evidence& seen) {
          seen.large.assign(5, tiny(1000, 1, 1, microseconds{310}));
        }) == ids{"cpu_per_task_falls"});
  CHECK(violated_after([](evidence& seen) { seen.large[3].workers = 2; }) ==
        ids{"large_batch_to_one"});
  CHECK(violated_after([](evidence& seen) {
          seen.in_large = made_by({7, 7, 8});
        }) == ids{"large_batch_to_one"});
  CHECK(violated_after([](evidence& seen) {
          seen.sharing.assign(5, {1, true});
        }) == ids{"ones_are_shared"});
}

TEST_CASE("what was disturbed, or not seen, proves nothing") {
  auto seen = good();
  seen.sharing.assign(15, {1, false});
  for (auto& run : seen.large) {
    run.complete = false;
    run.parents_cpu = microseconds{900};
  }
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen) ==
        ids{"cpu_per_task_falls", "ones_are_shared"});
  evidence nothing;
  nothing.workers = 2;
  CHECK(ids_of(verdict::inconclusive, nothing).size() == 4);
}

TEST_CASE("alone, the calls are made one by one") {
  auto seen = good();
  seen.workers = 1;
  CHECK(ids_of(verdict::violated, seen) == ids{"dispatches"});
  for (auto* all : {&seen.by_size, &seen.small, &seen.large}) {
    for (auto& run : *all) {
      run.dispatches = run.tasks;
    }
  }
  CHECK(ids_of(verdict::holds, seen) == ids{"dispatches"});
}

TEST_CASE("auto is replayed batch by batch") {
  const auto seen =
      batches::measure(batches::large_batch, 1, tandem::scale::quick);
  std::vector<std::size_t> sizes;
  std::size_t done = 0;
  for (const auto& step : seen.pretended) {
    CHECK(step.done_before == done);
    sizes.push_back(step.size);
    done += step.size;
  }
  CHECK(sizes == std::vector<std::size_t>{1, 2, 4, 8, 16, 32, 64, 128, 256, 256,
                                          14, 2, 2});
}

TEST_CASE("the prediction follows the evidence") {
  auto seen = good();
  CHECK(batches::prediction().right(seen) == 1);
  seen.large.assign(5, tiny(1000, 1, 1, microseconds{90}));
  CHECK(batches::prediction().right(seen) == 2);
  seen.large.assign(5, tiny(1000, 1, 1, microseconds{800}));
  CHECK(batches::prediction().right(seen) == 0);
}
