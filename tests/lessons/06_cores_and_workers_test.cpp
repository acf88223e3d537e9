#include <sched.h>

#include <algorithm>
#include <functional>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using cores_and_workers::evidence;
using cores_and_workers::kitchen;
using cores_and_workers::run;
using std::chrono::milliseconds;
using tandem::verdict;

/// Twelve jobs of 10 ms that had `cpus` CPUs.
run on(int workers, int cpus) {
  return {.jobs = 12,
          .workers = workers,
          .wall = std::chrono::microseconds{120'000} / cpus,
          .cpu = milliseconds{120},
          .busy = workers,
          .ran_once = 12};
}

kitchen with(const tandem::cpu_limits& limits, const std::vector<run>& runs) {
  kitchen seen{.where = "made up", .limits = limits};
  seen.trusted = limits.usable();
  seen.runs = runs;
  seen.many_orders = runs;
  for (const auto& one : runs) {
    seen.wall += one.wall;
  }
  return seen;
}

/// Evidence of a machine with two CPUs on which every claim holds.
evidence good() {
  return {with({2, 2, {}}, {on(1, 1), on(2, 2), on(3, 2), on(4, 2)}),
          with({2, 1, {}}, {on(1, 1), on(2, 1)})};
}

/// The verdict on one claim, after a change to good evidence.
verdict after(const std::string& id,
              const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return tests::verdict_of(id, cores_and_workers::claims(seen));
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen = cores_and_workers::measure(cores_and_workers::least_limit,
                                               4, tandem::scale::quick);
  tests::require_no_violation(cores_and_workers::claims(seen));
}

TEST_CASE("trusting the logical count refutes one claim, and only that") {
  const auto seen = cores_and_workers::measure(cores_and_workers::logical_count,
                                               4, tandem::scale::quick);
  const auto claims = cores_and_workers::claims(seen);
  if (!seen.on_one_cpu.trouble.empty() || seen.on_one_cpu.limits.logical < 2) {
    throw tandem::not_judged{"with one CPU every count is the same"};
  }
  CHECK(seen.on_one_cpu.limits.affinity == 1);
  CHECK(tests::verdict_of("usable_is_the_least", claims) == verdict::violated);
  CHECK(tests::verdict_of("never_more_cpu", claims) == verdict::holds);
  CHECK(tests::verdict_of("no_more_busy_than_jobs", claims) == verdict::holds);
}

TEST_CASE("the experiment leaves the affinity as it was") {
  cpu_set_t before;
  cpu_set_t after;
  REQUIRE(sched_getaffinity(0, sizeof before, &before) == 0);
  cores_and_workers::measure(cores_and_workers::least_limit, 1,
                             tandem::scale::quick);
  REQUIRE(sched_getaffinity(0, sizeof after, &after) == 0);
  CHECK(CPU_EQUAL(&before, &after));
}

TEST_CASE("as many chefs as asked for, on two orders") {
  const auto seen = cores_and_workers::measure(cores_and_workers::least_limit,
                                               9, tandem::scale::quick);
  const auto& runs = seen.as_started.few_orders;
  REQUIRE(runs.size() == 3);
  CHECK(runs.back().workers == 9);
  CHECK(runs.back().jobs == 2);
  CHECK(runs.back().busy <= 2);
}

TEST_CASE("good evidence refutes nothing") {
  for (const auto& claim : cores_and_workers::claims(good())) {
    CHECK(claim.is == verdict::holds);
  }
}

TEST_CASE("usable is the least of the limits, no more and no less") {
  const auto* id = "usable_is_the_least";
  CHECK(after(id, [](evidence& seen) { seen.on_one_cpu.trusted = 2; }) ==
        verdict::violated);
  CHECK(after(id, [](evidence& seen) { seen.as_started.trusted = 1; }) ==
        verdict::violated);
  CHECK(after(id, [](evidence& seen) { seen.as_started.limits.quota = 1.5; }) ==
        verdict::violated);
  CHECK(after(id, [](evidence& seen) {
          seen.as_started.limits.quota = 1.5;
          seen.as_started.trusted = 1.5;
        }) == verdict::holds);
  CHECK(after(id, [](evidence& seen) {
          seen.as_started.limits.environment = 1;
          seen.as_started.trusted = 1;
        }) == verdict::holds);
  CHECK(after(id, [](evidence& seen) {
          seen.as_started.limits.physical = 1;
        }) == verdict::holds);
}

TEST_CASE("where all limits are the same a wrong count would look right") {
  const auto* id = "usable_is_the_least";
  CHECK(after(id, [](evidence& seen) {
          seen = {with({1, 1, {}}, {on(1, 1)}), with({1, 1, {}}, {on(1, 1)})};
        }) == verdict::inconclusive);
  CHECK(after(id, [](evidence& seen) {
          seen.on_one_cpu = {.where = "", .trouble = "not allowed"};
        }) == verdict::inconclusive);
}

TEST_CASE("CPU time has room for slewing, and for no more CPUs than allowed") {
  const auto* id = "never_more_cpu";
  const auto with_cpu = [&](milliseconds cpu) {
    return after(id, [&](evidence& seen) {
      auto& one = seen.on_one_cpu.runs.back();
      one.wall = milliseconds{1000};
      one.cpu = cpu;
      seen.on_one_cpu.wall = milliseconds{2000};
    });
  };
  CHECK(with_cpu(milliseconds{1020}) == verdict::holds);
  CHECK(with_cpu(milliseconds{1021}) == verdict::violated);
  // What no single run shows, all of them together may.
  CHECK(after(id, [](evidence& seen) {
          seen.as_started.wall = milliseconds{230};
        }) == verdict::violated);
  // The kernel does not know of the environment.
  CHECK(after(id, [](evidence& seen) {
          seen.as_started.limits.environment = 1;
          seen.as_started.trusted = 1;
        }) == verdict::holds);
}

TEST_CASE("a quota allows its budgets, and never more than the CPUs") {
  tandem::cpu_limits half{2, 2, 0.5};
  half.quota_period = milliseconds{100};
  const auto share = [&](int wall_ms, int cpu_ms) {
    return cores_and_workers::share_used(half, milliseconds{wall_ms},
                                         milliseconds{cpu_ms});
  };
  CHECK(share(10, 20) == Approx(1));     // two CPUs, as long as it lasts
  CHECK(share(300, 400) > 1.2);          // two CPUs are too much for that
  CHECK(share(1000, 670) == Approx(1));  // half a CPU, three budgets, 20 ms
  CHECK(share(10000, 5170) == Approx(1));
  CHECK(share(10000, 10000) > 1.9);
}

TEST_CASE("each job runs once, on no more workers than jobs") {
  const auto* id = "no_more_busy_than_jobs";
  CHECK(after(id, [](evidence& seen) {
          seen.as_started.runs = {{.jobs = 2,
                                   .workers = 4,
                                   .wall = milliseconds{10},
                                   .cpu = milliseconds{10},
                                   .busy = 2,
                                   .ran_once = 2}};
          seen.as_started.wall += milliseconds{10};
        }) == verdict::holds);
  CHECK(after(id, [](evidence& seen) {
          seen.as_started.runs = {
              {.jobs = 2, .workers = 4, .busy = 3, .ran_once = 2}};
        }) == verdict::violated);
  CHECK(after(id, [](evidence& seen) { seen.as_started.runs[1].busy = 3; }) ==
        verdict::violated);
  CHECK(after(id, [](evidence& seen) {
          seen.as_started.runs[1].ran_once = 11;
        }) == verdict::violated);
}

TEST_CASE("nothing tried, nothing judged") {
  for (const auto& claim : cores_and_workers::claims(
           {{.where = "", .trouble = "no"}, {.where = "", .trouble = "no"}})) {
    CHECK(claim.is == verdict::inconclusive);
  }
}

TEST_CASE("the prediction's right option follows the evidence") {
  const auto right = [](const std::function<void(kitchen&)>& change) {
    auto seen = good();
    change(seen.as_started);
    return cores_and_workers::prediction().right(seen);
  };
  CHECK(right([](kitchen&) {}) == 1);
  // Had others the CPUs, or is there a smaller limit, it cannot be told.
  CHECK_FALSE(right([](kitchen& in) {
                in.many_orders[3].wall = milliseconds{120};
              }).has_value());
  CHECK_FALSE(right([](kitchen& in) { in.limits.quota = 1; }).has_value());
  CHECK_FALSE(
      right([](kitchen& in) { in.limits.environment = 1; }).has_value());
  CHECK_FALSE(right([](kitchen& in) { in.many_orders.clear(); }).has_value());
}

TEST_CASE("the picture fits a terminal, whatever the figures") {
  auto seen = good();
  seen.as_started.many_orders.push_back(on(128, 128));
  seen.as_started.many_orders.push_back({.jobs = 1, .workers = 256});
  seen.on_one_cpu.limits.quota = 0.001;
  for (const auto& picture : cores_and_workers::pictures(seen)) {
    std::size_t begin = 0;
    for (auto end = picture.find('\n'); end != std::string::npos;
         begin = end + 1, end = picture.find('\n', begin)) {
      CHECK(end - begin <= 80);
    }
    CHECK(picture.find('|') != std::string::npos);
  }
}
