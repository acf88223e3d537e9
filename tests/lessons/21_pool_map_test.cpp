#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using pool_map::evidence;
using pool_map::made_of;
using pool_map::one_run;
using pool_map::way;
using tandem::verdict;
using ids = std::set<std::string>;

constexpr const char* in_parallel = "pool_computes_in_parallel";

/// A run of ten jobs by two workers, in chunks of so many, which take turns;
/// each chunk is drawn at once, and begins when the one before has ended.
one_run run_in_chunks(std::size_t size, std::size_t asked) {
  one_run run{.chunk = asked, .who_worked = tandem::timeline{2}};
  for (std::size_t i = 0; i < 10; ++i) {
    const auto place = static_cast<std::int64_t>(i);
    const auto first = static_cast<std::int64_t>(i / size * size);
    const auto by = static_cast<pid_t>(i / size % 2);
    run.draws.push_back({.by = 100 + by, .at = 10 * first});
    run.notes.push_back({.sum = i * (i + 1) / 2,
                         .process = 10 + by,
                         .thread = 10 + by,
                         .begin = 10 * place + 1,
                         .end = 10 * place + 9,
                         .cpu = 8});
  }
  return run;
}

/// Evidence in which every claim holds, barely: ten jobs, chunks of two.
evidence good() {
  evidence seen{.workers = 2, .usable_cpus = 2};
  for (std::uint64_t n = 1; n <= 10; ++n) {
    seen.ranges.push_back(n);
  }
  auto loop = run_in_chunks(10, 0);
  loop.draws.clear();
  seen.ways = {{"plain loop", loop},
               {"pool", run_in_chunks(2, 0)},
               {"threads, one lock", run_in_chunks(2, 0)},
               {"threads, no lock", run_in_chunks(2, 0)},
               {"pool, chunks of 1", run_in_chunks(1, 1)},
               {"pool, one chunk", run_in_chunks(10, 64)}};
  seen.pool_cpus = {{1.5, true}};
  return seen;
}

one_run& the(way which, evidence& in) {
  return in.ways.at(static_cast<std::size_t>(which)).run;
}

ids ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, pool_map::claims(seen));
}

ids violated_after(const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

using sizes = std::vector<std::size_t>;

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen =
      pool_map::measure(made_of::processes, 4, tandem::scale::quick);
  CHECK(seen.ranges.size() == 64);
  CHECK(seen.by(way::in_pool).chunks() == sizes(16, 4));
  CHECK(seen.by(way::one_by_one).chunks() == sizes(64, 1));
  CHECK(seen.by(way::all_in_one).chunks() == sizes{64});
  CHECK(seen.by(way::unlocked).processes() == 1);
  tests::require_no_violation(pool_map::claims(seen));
}

TEST_CASE("the last chunk has what is left") {
  const auto seen =
      pool_map::measure(made_of::processes, 7, tandem::scale::quick);
  auto right = sizes(21, 3);
  right.push_back(1);
  CHECK(seen.by(way::in_pool).chunks() == right);
  CHECK(seen.by(way::locked).chunks() == right);
  CHECK(ids_of(verdict::violated, seen).empty());
}

TEST_CASE("locked threads refute that the pool computes in parallel") {
  const auto seen =
      pool_map::measure(made_of::locked_threads, 4, tandem::scale::quick);
  const auto violated = ids_of(verdict::violated, seen);
  const auto unclear = ids_of(verdict::inconclusive, seen);
  CHECK(seen.by(way::in_pool).most_at_once() == 1);
  CHECK(violated.size() + unclear.size() == 1);
  CHECK((violated.contains(in_parallel) || unclear.contains(in_parallel)));
}

TEST_CASE("one worker has nobody beside it") {
  const auto seen =
      pool_map::measure(made_of::processes, 1, tandem::scale::quick);
  CHECK(ids_of(verdict::holds, seen) ==
        ids{"results_in_order", "chunk_is_ceil"});
  CHECK(ids_of(verdict::inconclusive, seen).size() == 3);
  CHECK_FALSE(pool_map::prediction().right(seen));
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 5);
  for (const auto which : {way::loop, way::in_pool, way::all_in_one}) {
    CHECK(violated_after([&](evidence& seen) {
            ++the(which, seen).notes.back().sum;
          }) == ids{"results_in_order"});
  }
  CHECK(violated_after([](evidence& seen) {
          auto& notes = the(way::unlocked, seen).notes;
          std::swap(notes[1].sum, notes[2].sum);
        }) == ids{"results_in_order"});
  CHECK(violated_after([](evidence& seen) {
          seen.pool_cpus.assign(5, {1.49, true});
        }) == ids{in_parallel});
  CHECK(violated_after([](evidence& seen) {
          the(way::all_in_one, seen).notes.back().thread = 11;
        }) == ids{"one_chunk_idles_workers"});
}

TEST_CASE("chunks of another size are seen, on any way") {
  for (const auto which : {way::in_pool, way::locked, way::unlocked}) {
    for (const std::size_t size : {1U, 3U, 5U, 10U}) {
      CHECK(violated_after([&](evidence& seen) {
              the(which, seen) = run_in_chunks(size, 0);
            }) == ids{"chunk_is_ceil"});
    }
  }
  CHECK(violated_after([](evidence& seen) {
          the(way::one_by_one, seen) = run_in_chunks(2, 1);
        }) == ids{"chunk_is_ceil"});
}

TEST_CASE("jobs that overlap are seen, under the lock") {
  auto seen = good();
  auto& locked = the(way::locked, seen);
  const auto now = pool_map::now();
  locked.notes[0] = {.thread = 10, .begin = now, .end = now + 100};
  locked.notes[1] = {.thread = 11, .begin = now + 99, .end = now + 200};
  draw_jobs(locked);
  CHECK(ids_of(verdict::violated, seen).contains("locked_threads_take_turns"));
}

TEST_CASE("a try that was disturbed proves nothing") {
  auto seen = good();
  seen.pool_cpus.assign(15, {0.5, false});
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen) == ids{in_parallel});
}

TEST_CASE("with one CPU nothing is said of parallel computing") {
  auto seen = good();
  seen.usable_cpus = 1;
  seen.pool_cpus.clear();
  CHECK(ids_of(verdict::inconclusive, seen) == ids{in_parallel});
}

TEST_CASE("draws and notes show the chunks") {
  CHECK(run_in_chunks(4, 0).chunks() == sizes{4, 4, 2});
  CHECK(run_in_chunks(1, 0).chunks() == sizes(10, 1));
  auto same_worker = run_in_chunks(4, 0);
  for (auto& one : same_worker.draws) {
    one.by = 100;
  }
  CHECK(same_worker.chunks() == sizes{4, 4, 2});
  CHECK(one_run{}.chunks().empty());
}

TEST_CASE("a run knows who was there, and how long") {
  auto run = run_in_chunks(5, 0);
  CHECK(run.busy_workers() == 2);
  CHECK(run.processes() == 2);
  CHECK(run.cpu() == std::chrono::nanoseconds{80});
  CHECK(run.span() == std::chrono::nanoseconds{98});
  CHECK(run.stagger(2) == std::chrono::nanoseconds{50});
  CHECK(run.stagger(3) == run.span());
}

TEST_CASE("the prediction follows the evidence") {
  auto seen = good();
  const auto right = [&](std::size_t chunks) {
    auto& run = the(way::in_pool, seen);
    run = run_in_chunks(1, 0);
    run.draws.resize(chunks);
    run.notes.resize(chunks);
    for (std::size_t i = 0; i < chunks; ++i) {
      run.draws[i].by = static_cast<pid_t>(i);
    }
    return pool_map::prediction().right(seen);
  };
  CHECK_FALSE(right(16));
  seen.workers = 4;
  CHECK(right(1) == 0);
  CHECK(right(4) == 1);
  CHECK(right(16) == 2);
  CHECK(right(64) == 3);
  CHECK_FALSE(right(17));
}
