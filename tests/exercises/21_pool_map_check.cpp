#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/locking/gate.hpp"
#include "common/teaching/probe.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/21_pool_map_scene.hpp"
#include "tests/exercises/calls_of_done.hpp"
#include "tests/exercises/how_others_wait.hpp"
#include "tests/exercises/refusal.hpp"

namespace {

using pool_map_check::ints;
using pool_map_check::listed;
using pool_map_check::numbers;
using pool_map_check::script;
using pool_map_check::stage;
using pool_map_check::world;
using scene::as_thrown;
using scene::no_such_row;
using scene::told;

/// So many items, whose chunks are done when the probe says so.
script of(std::size_t items, std::size_t workers,
          std::optional<std::size_t> chunk = {}) {
  return {.workers = workers, .items = numbers(items), .chunk = chunk};
}

/// The same, where each chunk is done at once, within submit.
script at_once(std::size_t items, std::size_t workers,
               std::optional<std::size_t> chunk = {}) {
  auto plan = of(items, workers, chunk);
  plan.in_submit = [](world& here, std::size_t i) { here.finish_here(i); };
  return plan;
}

void demand_same(const std::exception_ptr& seen,
                 const std::exception_ptr& right, const std::string& which,
                 const std::string& why) {
  tandem::demand(
      told(seen) == told(right),
      {.expected = which + ": " + told(right), .saw = told(seen), .why = why});
}

/// All chunks are with the workers, and then each is done, in this order.
void finish_in_order(stage& here, const std::vector<std::size_t>& order,
                     const std::string& when) {
  for (const auto i : order) {
    here.demand_waits(when);
    here.finish(i);
  }
}

std::vector<std::size_t> backwards(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.rbegin(), order.rend(), 0);
  return order;
}

void demand_refused(const script& plan) {
  stage here{plan};
  const std::string given = fmt::format(
      "chunks of 0, of {}", scene::count_of(plan.items.size(), "item"));
  const auto saw = scene::instead_of_invalid_argument([&] {
    const bool over = here.settle();
    if (const auto thrown = here.all().thrown()) {
      std::rethrow_exception(thrown);
    }
    return over ? "no exception" : "map sleeps";
  });
  tandem::demand(saw.empty(),
                 {.expected = "std::invalid_argument for " + given,
                  .saw = saw,
                  .why = "Python's map returns a list of None here, silently"});
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "done_within_submit") {
  stage here{at_once(1, 1, 1)};
  here.demand_results(", done within submit");
}

TEST_CASE_METHOD(tandem::probe, "refused") {
  demand_refused(of(5, 2, 0));
  demand_refused(of(0, 2, 0));
}

TEST_CASE_METHOD(tandem::probe, "chunks") {
  for (const std::size_t items : {0U, 1U, 2U, 3U, 5U, 6U, 7U, 12U, 13U, 25U}) {
    for (const std::size_t chunk : {1U, 2U, 3U, 5U, 6U, 12U, 13U, 40U}) {
      stage here{at_once(items, 2, chunk)};
      here.demand_results();
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "default_chunk") {
  stage lesson{at_once(64, 4)};
  lesson.demand_results();
  for (const std::size_t workers : {1U, 2U, 3U, 4U, 7U}) {
    for (const std::size_t items : {0U, 1U, 2U, 3U, 4U, 5U, 8U, 9U, 15U, 16U,
                                    17U, 24U, 25U, 33U, 100U, 1'001U}) {
      stage here{at_once(items, workers)};
      here.demand_results();
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "large_numbers") {
  constexpr auto most = std::numeric_limits<std::size_t>::max();
  for (const auto chunk : {most, most - 1, most / 2 + 1, std::size_t{1} << 32U,
                           (std::size_t{1} << 32U) + 1}) {
    stage here{at_once(5, 2, chunk)};
    here.demand_results();
  }
  constexpr std::size_t most_workers = std::numeric_limits<int>::max();
  for (const auto workers : {most_workers, most_workers / 2 + 1,
                             most_workers / 4 + 1, most_workers / 4}) {
    stage here{at_once(5, workers)};
    here.demand_results();
  }
}

TEST_CASE_METHOD(tandem::probe, "sleeps", "[plain]") {
  auto plan = of(1, 1, 1);
  std::optional<scene::onlooker> beside;
  std::atomic<bool> is_there{false};
  plan.in_submit = [&](world&, std::size_t) {
    beside.emplace();  // in the thread that calls map
    is_there = true;
  };
  stage here{plan};
  while (here.all().is_busy() && !is_there) {
    scene::one_millisecond();
  }
  here.demand_no_oddity();
  auto how = scene::waits::asleep;
  if (is_there && beside) {
    how = beside->how_they_wait([&] { return !here.all().is_busy(); });
  }
  const std::string saw =
      how == scene::waits::spinning        ? "it computes all the while"
      : how == scene::waits::looking_again ? "it looks again and again"
      : how == scene::waits::for_some_time
          ? "it sleeps, but not for good: it will wake by itself"
          : "";
  tandem::demand(saw.empty(),
                 {.expected = "map sleeps until the outcomes are there",
                  .saw = saw,
                  .why = "whoever looks again and again takes the CPU from "
                         "the workers, or comes late"});
  here.demand_waits();
  here.finish(0);
  here.demand_results();
}

TEST_CASE_METHOD(tandem::probe, "all_submitted_first") {
  for (const std::size_t workers : {1U, 2U, 5U}) {
    for (const std::size_t chunk : {1U, 4U, 9U}) {
      stage here{of(17, workers, chunk)};
      here.demand_waits();
      finish_in_order(here, here.all().unfinished(),
                      ", as chunks are done one by one");
      here.demand_results();
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "in_order") {
  stage here{of(7, 2, 2)};
  finish_in_order(here, backwards(4), ", of which the last is done first");
  here.demand_results(", where the last chunk was done first");

  std::mt19937 dice{21};
  auto order = backwards(13);
  for (int i = 0; i < 10; ++i) {
    std::ranges::shuffle(order, dice);
    const std::string when = ", done in any order";
    stage mixed{of(50, 3, 4)};
    finish_in_order(mixed, order, when);
    mixed.demand_results(when);
  }
}

TEST_CASE_METHOD(tandem::probe, "done_never_waits") {
  auto plan = of(9, 2, 2);
  plan.in_submit = [](world& here, std::size_t i) {
    if (i % 2 == 0) {
      here.finish_elsewhere(i, "while submit runs");
    }
  };
  stage here{plan};
  here.demand_waits(", done while submit runs");
  here.finish(3);
  here.demand_waits(", done while submit runs");
  here.finish(1);
  here.demand_results(", done while submit runs");
}

TEST_CASE_METHOD(tandem::probe, "any_number") {
  constexpr auto least = std::numeric_limits<int>::min();
  constexpr auto most = std::numeric_limits<int>::max();
  const ints odd{0, -1, least, most, 7, 7, 0, 7, 7, most};
  for (const auto& [items, results] :
       {std::pair{odd, odd}, std::pair{ints(10, 0), odd},
        std::pair{odd, ints(10, -1)}}) {
    const script plan{
        .workers = 2, .items = items, .chunk = 3, .results = results};
    stage here{plan};
    finish_in_order(here, {2, 0, 3, 1}, "");
    here.demand_results(", some of which are equal");
  }
}

TEST_CASE_METHOD(tandem::probe, "failed_chunk") {
  const std::vector<std::exception_ptr> failures{
      as_thrown(no_such_row{7}), as_thrown(42),
      as_thrown(std::out_of_range{"row 7"})};
  enum class fails { within_submit, first, last };
  for (const auto how : {fails::within_submit, fails::first, fails::last}) {
    for (const std::size_t at : {0U, 1U, 3U}) {
      const auto& failure = failures.at((at + 1) / 2);
      auto plan = how == fails::within_submit ? at_once(7, 2, 2) : of(7, 2, 2);
      plan.failures = {{at, failure}};
      const auto when = fmt::format(", whose chunk {} has failed", at);
      stage here{plan};
      if (how != fails::within_submit) {
        auto order = backwards(4);
        std::ranges::stable_partition(order, [&](std::size_t i) {
          return (i == at) == (how == fails::first);
        });
        finish_in_order(here, order, when);
      }
      demand_same(here.demand_thrown(when), failure, "what was thrown",
                  "std::rethrow_exception throws just what an exception_ptr "
                  "holds, whatever its type");
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "first_failure_in_order") {
  auto plan = of(12, 2, 2);
  plan.failures = {{1, as_thrown(no_such_row{1})},
                   {2, as_thrown(no_such_row{2})},
                   {4, as_thrown(no_such_row{4})}};
  const std::string which =
      "chunks 1, 2 and 4 have failed; what that of chunk 1 has thrown";
  for (const auto& order : {std::vector<std::size_t>{5, 4, 3, 2, 1, 0},
                            {0, 1, 2, 3, 4, 5},
                            {2, 4, 0, 1, 3, 5},
                            {1, 4, 2, 5, 3, 0},
                            {4, 1, 2, 5, 3, 0}}) {
    stage here{plan};
    finish_in_order(here, order, ", some of which have failed");
    demand_same(here.demand_thrown(", as chunks have failed"),
                plan.failures.at(1), which,
                "of several failures it is the first in the order of the "
                "items: which one comes first is luck, and would be another "
                "one in the next run");
  }
}

TEST_CASE_METHOD(tandem::probe, "submit_throws") {
  for (const std::size_t at : {0U, 1U, 3U}) {
    for (const bool within : {true, false}) {
      auto plan = within ? at_once(8, 2, 2) : of(8, 2, 2);
      plan.refusals = {{at, as_thrown(no_such_row{9})}};
      const auto when = fmt::format(", where submit throws at chunk {}", at);
      stage here{plan};
      if (!within) {
        finish_in_order(here, backwards(at), when);
      }
      demand_same(here.demand_thrown(when), plan.refusals.at(at),
                  "what submit has thrown", "");
    }
  }
  auto plan = of(8, 2, 2);
  plan.failures = {{1, as_thrown(41)}};
  plan.refusals = {{3, as_thrown(no_such_row{9})}};
  stage here{plan};
  finish_in_order(here, {2, 1, 0}, ", where submit throws at chunk 3");
  demand_same(here.demand_thrown(", where submit throws at chunk 3"),
              plan.failures.at(1), "chunk 1 fails, and submit at chunk 3",
              "chunk 1 comes before, though submit has thrown earlier");
}

TEST_CASE_METHOD(tandem::probe, "one_beside_another") {
  for (const bool later_first : {true, false}) {
    const std::string beside = ", beside another call";
    stage earlier{of(5, 1, 2)};
    earlier.demand_waits(beside);
    stage later{of(8, 3, 3)};
    later.demand_waits(beside);
    auto& one = later_first ? later : earlier;
    auto& other = later_first ? earlier : later;
    finish_in_order(one, backwards(3), beside);
    one.demand_results(beside);
    finish_in_order(other, backwards(3), beside);
    other.demand_results(beside);
  }
}

TEST_CASE_METHOD(tandem::probe, "one_within_another") {
  const std::string within = ", where each submit calls map for another pool";
  auto plan = at_once(7, 2, 3);
  std::vector<std::shared_ptr<world>> inner;
  plan.in_submit = [&](world& here, std::size_t i) {
    inner.push_back(stage::made_last(at_once(i + 2, 1, 2)));
    inner.back()->call();
    here.finish_here(i);
  };
  stage here{plan};
  here.demand_results(within);
  for (const auto& one : inner) {
    tandem::demand(
        !one->thrown() && one->returned() == one->plan().results,
        {.expected = "the inner calls have their own results",
         .saw = one->thrown() ? "an exception" : listed(one->returned()),
         .why = ""});
  }
}

// Nothing but the answer orders a worker's call of `done` before what `map`
// does then: so ThreadSanitizer sees what the answer leaves unordered.
namespace {

class busy_pool final : public pool_map::worker_pool {
 public:
  static constexpr std::size_t workers_there = 3;
  static constexpr std::size_t chunks_there = 600;

  [[nodiscard]] int workers() const override { return workers_there; }
  void submit(ints chunk, pool_map::completion done) override {
    auto& place = places_.at(submitted_++);
    place.chunk = std::move(chunk);
    place.done = std::move(done);
    place.is_there.store(1, std::memory_order_release);
    place.is_there.notify_all();
  }
  /// What worker `number` does all the while: half of the chunks lie there when
  /// it begins, and so there is something to do while `map` waits, too.
  void work(std::size_t number) {
    for (std::size_t i = number; i < chunks_there; i += workers_there) {
      const auto later = std::min(i + chunks_there / 2, chunks_there - 1);
      places_.at(later).is_there.wait(0, std::memory_order_acquire);
      auto& place = places_.at(i);
      place.done(std::move(place.chunk));
    }
  }

 private:
  struct one_place {
    ints chunk;
    pool_map::completion done;
    std::atomic<int> is_there{0};
  };
  std::array<one_place, chunks_there> places_;
  std::size_t submitted_ = 0;
};

struct busy_scene {
  busy_pool pool{};
  tandem::gate place{};
  ints results{};
  std::exception_ptr trouble{};
  std::size_t over = 0;

  void leave() {
    place.change([this] { ++over; });
  }
};

}  // namespace

TEST_CASE_METHOD(tandem::probe, "busy_workers") {
  const auto all = std::make_shared<busy_scene>();
  const auto items = numbers(2 * busy_pool::chunks_there - 1);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < busy_pool::workers_there; ++i) {
    threads.emplace_back([all, i] {
      all->pool.work(i);
      all->leave();
    });
  }
  threads.emplace_back([all, items] {
    try {
      all->results = pool_map::map(all->pool, items, 2);
    } catch (...) {
      all->trouble = std::current_exception();
    }
    all->leave();
  });
  const auto how =
      all->place.wait_until([&] { return all->over == threads.size(); });
  for (auto& thread : threads) {
    how == tandem::passage::happened ? thread.join() : thread.detach();
  }
  if (how == tandem::passage::undecided) {
    throw tandem::not_judged{"600 chunks were not done after 10 s"};
  }
  std::exception_ptr trouble;
  all->place.change([&] { trouble = all->trouble; });
  if (trouble) {  // and workers who wait for chunks
    std::rethrow_exception(trouble);
  }
  tandem::demand(how == tandem::passage::happened,
                 {.expected = "600 chunks of 3 busy workers, and map returns",
                  .saw = "it sleeps, and nobody will wake it",
                  .why = "an outcome was put there, and map not woken"});
  const auto differs = std::ranges::mismatch(all->results, items);
  tandem::demand(
      all->results == items,
      {.expected = "1199 results of 3 busy workers, in order",
       .saw = fmt::format("{} results, the first {} in order",
                          all->results.size(), differs.in2 - items.begin()),
       .why = ""});
}
