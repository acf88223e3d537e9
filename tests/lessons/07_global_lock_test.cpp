#include <functional>
#include <mutex>

#include "common/locking/global_lock.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using global_lock::evidence;
using std::chrono::milliseconds;
using tandem::verdict;

/// Evidence of a machine on which every claim holds.
evidence good() {
  evidence seen;
  seen.workers = 3;
  seen.usable_cpus = 2;
  seen.guarded.most_inside = 1;
  seen.guarded.time.wall = milliseconds{101};
  seen.guarded.time.self.user = milliseconds{101};
  seen.guarded.jobs_cpu = milliseconds{100};
  seen.serial.time.wall = milliseconds{100};
  seen.alive = 3;
  seen.unlocked_cpus = {{.value = 1.9}};
  return seen;
}

/// The verdict on one claim, after a change to good evidence.
verdict after(const std::string& id,
              const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return tests::verdict_of(id, global_lock::claims(seen));
}

evidence measure_with_a_lock(int workers) {
  tandem::global_lock lock;
  return global_lock::measure(
      [&](const global_lock::action& inside) {
        const std::lock_guard hold{lock};
        inside();
      },
      workers, tandem::scale::quick);
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  tests::require_no_violation(global_lock::claims(measure_with_a_lock(3)));
}

TEST_CASE("with two threads, and with more threads than jobs, as well") {
  for (const int workers : {2, 15}) {
    for (const auto& claim :
         global_lock::claims(measure_with_a_lock(workers))) {
      CHECK(claim.is != verdict::violated);
    }
  }
}

TEST_CASE("one thread alone meets nobody, and violates nothing") {
  const auto claims = global_lock::claims(measure_with_a_lock(1));
  CHECK(tests::verdict_of("cannot_meet", claims) == verdict::inconclusive);
  CHECK(tests::verdict_of("no_lock_two_cpus", claims) == verdict::inconclusive);
  CHECK(tests::verdict_of("one_at_a_time", claims) == verdict::holds);
  CHECK(tests::verdict_of("all_alive", claims) == verdict::holds);
}

TEST_CASE("without the lock threads are inside together") {
  const auto claims = global_lock::claims(
      global_lock::measure(global_lock::hold_nothing, 3, tandem::scale::quick));
  CHECK(tests::verdict_of("one_at_a_time", claims) == verdict::violated);
  CHECK(tests::verdict_of("cannot_meet", claims) == verdict::violated);
  CHECK(tests::verdict_of("all_alive", claims) == verdict::holds);
  CHECK(tests::verdict_of("waiting_is_free", claims) == verdict::holds);
}

TEST_CASE("each claim turns at its bound") {
  for (const auto& claim : global_lock::claims(good())) {
    CHECK(claim.is == verdict::holds);
  }
  CHECK(after("all_alive", [](evidence& seen) { seen.alive = 2; }) ==
        verdict::violated);
  CHECK(after("one_at_a_time", [](evidence& seen) {
          seen.guarded.most_inside = 2;
        }) == verdict::violated);
  CHECK(after("cannot_meet", [](evidence& seen) { seen.met_inside = 1; }) ==
        verdict::violated);
  CHECK(after("waiting_is_free", [](evidence& seen) {
          seen.guarded.time.self.user = milliseconds{151};
        }) == verdict::violated);
  CHECK(after("no_lock_two_cpus", [](evidence& seen) {
          seen.unlocked_cpus.assign(5, {.value = 1.4});
        }) == verdict::violated);
  CHECK(after("no_lock_two_cpus", [](evidence& seen) {
          seen.unlocked_cpus.assign(15, {.value = 1.4, .fair = false});
        }) == verdict::inconclusive);
}

TEST_CASE("where it was not decided who can meet, nothing is said of it") {
  for (const auto* id : {"all_alive", "cannot_meet"}) {
    CHECK(after(id, [](evidence& seen) {
            seen.decided = false;
            seen.alive = 0;
          }) == verdict::inconclusive);
  }
}

TEST_CASE("with one CPU, two cannot be judged") {
  CHECK(after("no_lock_two_cpus", [](evidence& seen) {
          seen.usable_cpus = 1.5;
        }) == verdict::inconclusive);
}

TEST_CASE("the prediction's right option follows the evidence") {
  const auto right = [](milliseconds guarded) {
    auto seen = good();
    seen.guarded.time.wall = guarded;
    return global_lock::prediction().right(seen);
  };
  CHECK(right(milliseconds{35}) == 0);
  CHECK(right(milliseconds{52}) == 1);
  CHECK(right(milliseconds{104}) == 2);
}
