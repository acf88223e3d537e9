#include <fmt/format.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/locking/gate.hpp"
#include "common/teaching/probe.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/18_streaming_scene.hpp"
#include "tests/exercises/calls_of_done.hpp"
#include "tests/exercises/how_others_wait.hpp"
#include "tests/exercises/refusal.hpp"

namespace {

using scene::as_thrown;
using scene::count_of;
using scene::no_such_row;
using scene::told;
using streaming::completion;
using streaming::outcome;
using streaming_check::call_state;
using streaming_check::numbers;
using streaming_check::result_of;
using streaming_check::script;
using streaming_check::stage;
using streaming_check::world;

/// A window of k onto so many inputs, whose tasks end when the probe says so.
script of(std::size_t k, std::size_t inputs) {
  return {.k = k, .inputs = numbers(inputs)};
}

/// The same, where each task ends at once, within submit.
script at_once(std::size_t k, std::size_t inputs) {
  auto plan = of(k, inputs);
  plan.in_submit = [](world& here, std::size_t i) {
    here.finish_here(i, here.plan().came_of(i));
  };
  return plan;
}

std::string where(std::size_t k, std::size_t inputs) {
  return fmt::format(" (k = {}, {})", k, count_of(inputs, "input"));
}

/// Reads everything, whose tasks end within submit or before it is read.
void demand_all(stage& here, const std::string& when) {
  const auto& plan = here.all()->plan();
  while (here.all()->read() < plan.inputs.size()) {
    here.demand_next_and_finish(when);
  }
  here.demand_end(when);
  here.demand_end(when + ", asked once more");
  here.close();
}

void demand_same(const std::exception_ptr& seen,
                 const std::exception_ptr& right) {
  tandem::demand(told(seen) == told(right),
                 {.expected = "next() throws what was thrown: " + told(right),
                  .saw = told(seen),
                  .why = "std::rethrow_exception throws just what an "
                         "exception_ptr holds, whatever its type"});
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "refused") {
  bool drawn = false;
  const auto saw = scene::instead_of_invalid_argument([&] {
    streaming::make_window(
        0,
        [&]() -> std::optional<int> {
          drawn = true;
          return {};
        },
        [](int, const completion&) {});
    return "a window";
  });
  tandem::demand(saw.empty(), {.expected = "std::invalid_argument for k = 0",
                               .saw = saw,
                               .why = "nothing could ever be submitted"});
  tandem::demand(!drawn, {.expected = "nothing is drawn where k = 0",
                          .saw = "the source was asked",
                          .why = ""});
}

TEST_CASE_METHOD(tandem::probe, "first_wait", "[plain]") {
  auto plan = of(2, 3);
  std::optional<scene::onlooker> beside;
  plan.in_source = [&](world&, std::size_t i) {
    if (i == 0) {  // in the thread that reads
      beside.emplace();
    }
  };
  stage here{plan};
  here.begin_next();
  while (here.all()->submitted() == 0 && here.all()->is_busy()) {
    scene::one_millisecond();
  }
  here.demand_no_oddity();
  auto how = scene::waits::asleep;
  if (beside) {
    how = beside->how_they_wait([&] { return !here.all()->is_busy(); });
  }
  const std::string saw =
      how == scene::waits::spinning        ? "it computes all the while"
      : how == scene::waits::looking_again ? "it looks again and again"
      : how == scene::waits::for_some_time
          ? "it sleeps, but not for good: it will wake by itself"
          : "";
  tandem::demand(saw.empty(),
                 {.expected = "next() sleeps until its result is there",
                  .saw = saw,
                  .why = "whoever looks again and again takes the CPU from "
                         "the workers, or comes late"});
  here.finish(0);
  here.demand_given(0);
  here.close();
}

TEST_CASE_METHOD(tandem::probe, "as_soon_as_it_is_there") {
  stage here{of(3, 5)};
  here.demand_waits(", of which none is there");
  here.finish(0);
  here.demand_given(0, ", though later ones are not there");
  here.finish(1);
  here.demand_next(", which was there before the call");
  here.close();
}

TEST_CASE_METHOD(tandem::probe, "in_order") {
  stage here{of(3, 3)};
  here.demand_waits("");
  here.finish(2);
  tandem::demand(here.settle() == call_state::waits,
                 {.expected = "next() waits for result 0, though 2 is there",
                  .saw = here.seen(),
                  .why = "results come in the order of the inputs, whichever "
                         "is there first"});
  here.finish(1);
  tandem::demand(here.settle() == call_state::waits,
                 {.expected = "next() waits for result 0, though 1 and 2 are "
                              "there",
                  .saw = here.seen(),
                  .why = "results come in the order of the inputs, whichever "
                         "is there first"});
  here.finish(0);
  const std::string when = ", after 2, 1 and 0 were there in this order";
  here.demand_given(0, when);
  here.demand_next(when);
  here.demand_next(when);
  here.demand_end();
  here.close();
}

TEST_CASE_METHOD(tandem::probe, "done_is_not_read") {
  for (const std::size_t k : {2U, 3U, 5U}) {
    stage here{of(k, 4 * k)};
    here.demand_waits("");
    for (std::size_t i = k; i-- > 1;) {  // all but the first; nobody may come
      here.finish(i);
    }
    here.finish(0);
    here.demand_given(0);
    here.demand_next();
    here.close();
  }
}

TEST_CASE_METHOD(tandem::probe, "window_is_full") {
  for (const std::size_t k : {1U, 2U, 4U}) {
    stage here{of(k, 4 * k)};
    here.demand_waits(where(k, 4 * k));  // and k are submitted
    here.finish(0);
    here.demand_given(0, where(k, 4 * k));
    // With nothing to wait for, it has to be filled up even so.
    for (std::size_t j = 1; j < k; ++j) {
      here.finish(j);
    }
    for (std::size_t j = 1; j < k; ++j) {
      here.demand_next(where(k, 4 * k));
    }
    here.demand_waits(where(k, 4 * k));
    here.close();
  }
}

TEST_CASE_METHOD(tandem::probe, "every_result_and_the_end") {
  for (const std::size_t k : {1U, 2U, 3U, 8U}) {
    for (const std::size_t inputs : {0U, 1U, 2U, 3U, 4U, 7U, 8U, 9U, 25U}) {
      stage here{of(k, inputs)};
      demand_all(here, where(k, inputs));
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "done_never_waits") {
  auto plan = of(3, 7);
  plan.in_submit = [](world& here, std::size_t i) {
    if (i % 2 == 1) {
      here.finish_elsewhere(i, result_of(i), "while submit runs");
    }
  };
  plan.in_source = [](world& here, std::size_t) {
    for (const auto i : here.unfinished()) {
      here.finish_elsewhere(i, result_of(i), "while the source runs");
    }
  };
  stage here{plan};
  demand_all(here, ", whose task ended while submit or the source ran");
}

TEST_CASE_METHOD(tandem::probe, "done_within_submit") {
  for (const std::size_t k : {1U, 2U, 5U}) {
    stage here{at_once(k, 7)};
    demand_all(here, ", whose task ended within submit" + where(k, 7));
  }
}

TEST_CASE_METHOD(tandem::probe, "huge_window") {
  constexpr auto most = std::numeric_limits<std::size_t>::max();
  for (const auto k : {most, most / 2 + 1, most / 16, std::size_t{1} << 32U}) {
    stage here{of(k, 5)};
    demand_all(here, where(k, 5));
  }
}

TEST_CASE_METHOD(tandem::probe, "any_number") {
  constexpr auto least = std::numeric_limits<int>::min();
  constexpr auto most = std::numeric_limits<int>::max();
  const std::vector<int> odd{0, -1, least, most, 7, 7, 0, 7};
  auto plan = of(3, odd.size());
  plan.inputs = odd;
  plan.came_of = [&](std::size_t i) { return odd[i]; };
  plan.in_submit = [](world& here, std::size_t i) {
    if (i % 3 != 2) {
      here.finish_here(i, here.plan().came_of(i));
    }
  };
  stage here{plan};
  for (std::size_t j = 0; j < odd.size(); ++j) {
    const bool returned = here.call_and_finish() == call_state::returned;
    tandem::demand(
        returned && here.result() == odd[j],
        {.expected = fmt::format("result {}, which is {}, of inputs some of "
                                 "which are equal",
                                 j, odd[j]),
         .saw = returned ? here.seen() : "next() sleeps",
         .why = "inputs and results are any ints, so none can stand for "
                "something else, or tell one input from another"});
  }
  here.demand_end();
  here.close();
}

TEST_CASE_METHOD(tandem::probe, "failed_task") {
  const std::vector<std::exception_ptr> failures{
      as_thrown(no_such_row{7}), as_thrown(42),
      as_thrown(std::out_of_range{"row 7"})};
  for (const bool within : {false, true}) {
    auto plan = of(2, 7);
    plan.came_of = [&](std::size_t i) {
      return i % 2 == 1 ? outcome{failures.at(i / 2)} : outcome{result_of(i)};
    };
    if (within) {
      plan.in_submit = [](world& here, std::size_t i) {
        here.finish_here(i, here.plan().came_of(i));
      };
    }
    stage here{plan};
    for (std::size_t j = 0; j < 7; ++j) {
      if (j % 2 == 1) {
        demand_same(here.demand_thrown(j), failures.at(j / 2));
      } else {
        here.demand_next_and_finish(j == 0 ? ""
                                           : ": the task before failed, alone");
      }
    }
    here.demand_end();
    here.close();
  }
  // The window is full again when the next call waits.
  for (const std::size_t k : {2U, 3U}) {
    const auto inputs = 3 * k;
    stage here{of(k, inputs)};
    here.demand_waits(where(k, inputs));
    here.finish(0);
    here.demand_given(0, where(k, inputs));
    here.finish(1, failures.front());
    here.begin_next();
    demand_same(here.demand_thrown_now(1), failures.front());
    here.demand_waits(", after a failure" + where(k, inputs));
    here.close();
  }
  // As many failures in a row as there are places.
  for (const std::size_t k : {1U, 2U}) {
    const auto inputs = 3 * k;
    auto plan = of(k, inputs);
    plan.came_of = [&](std::size_t i) {
      return i < k ? outcome{failures.front()} : outcome{result_of(i)};
    };
    stage here{plan};
    for (std::size_t j = 0; j < k; ++j) {
      demand_same(here.demand_thrown(j), failures.front());
    }
    demand_all(here, ", after k failures" + where(k, inputs));
  }
}

TEST_CASE_METHOD(tandem::probe, "failure_wakes_the_reader") {
  stage here{of(2, 3)};
  here.demand_waits("");
  const auto failure = as_thrown(no_such_row{8});
  here.finish(0, failure);
  demand_same(here.demand_thrown_now(0), failure);
  here.finish(1);
  here.demand_next();
  here.close();
}

TEST_CASE_METHOD(tandem::probe, "source_throws") {
  for (const std::size_t at : {0U, 1U, 2U, 4U}) {
    auto plan = of(2, 6);
    plan.source_throws_at = at;
    plan.throws = as_thrown(no_such_row{9});
    stage here{plan};
    for (std::size_t j = 0; j < at; ++j) {
      here.demand_next_and_finish(
          fmt::format(", drawn before the source threw at input {}", at));
    }
    demand_same(here.demand_thrown(at), plan.throws);
    here.demand_end(" after what the source has thrown");
    here.demand_end();
    here.close();
  }
}

TEST_CASE_METHOD(tandem::probe, "submit_throws") {
  for (const std::size_t at : {0U, 1U, 2U, 4U}) {
    auto plan = of(2, 6);
    plan.submit_throws_at = at;
    plan.throws = as_thrown(41);
    stage here{plan};
    for (std::size_t j = 0; j < at; ++j) {
      here.demand_next_and_finish(
          fmt::format(", submitted before submit threw at input {}", at));
    }
    demand_same(here.demand_thrown(at), plan.throws);
    here.demand_end(" after what submit has thrown");
    here.demand_end();
    here.close();
  }
}

TEST_CASE_METHOD(tandem::probe, "keeps_nothing", "[plain]") {
  // A failure is an object, so it can be seen how long it is kept.
  static int kept = 0;
  struct counted {
    counted() { ++kept; }
    counted(const counted&) { ++kept; }
    counted& operator=(const counted&) = default;
    ~counted() { --kept; }
  };
  constexpr std::size_t k = 3;
  constexpr std::size_t inputs = 200;
  auto plan = of(k, inputs);
  plan.in_submit = [](world& here, std::size_t i) {
    here.finish_here(i, as_thrown(counted{}));
  };
  stage here{plan};
  for (std::size_t j = 0; j < inputs; ++j) {
    here.demand_thrown(j);
  }
  tandem::demand(
      kept <= static_cast<int>(k) + 1,
      {.expected = fmt::format(
           "k = {}: at most {} outcomes held, given ones included", k, k),
       .saw = fmt::format("{} held after {} were given", kept, inputs),
       .why = "ten million results in a window of three: that is what it is "
              "for"});
  here.demand_end();
  here.close();
}

TEST_CASE_METHOD(tandem::probe, "two_windows") {
  const std::string beside = ", beside another window";
  for (const bool later_first : {true, false}) {
    stage earlier{of(2, 3)};
    stage later{of(3, 4)};
    earlier.demand_waits(beside);
    later.demand_waits(beside);
    auto& one = later_first ? later : earlier;
    auto& other = later_first ? earlier : later;
    one.finish(0);
    tandem::demand(other.settle() == call_state::waits,
                   {.expected = "a window waits for its own results",
                    .saw = "it gives " + other.seen() + ", of another window",
                    .why = ""});
    one.demand_given(0, beside);
    other.finish(0);
    other.demand_given(0, beside);
    demand_all(other, beside);
    demand_all(one, beside);
  }
}

// Nothing but the answer orders a worker's call of `done` before what the
// reader does: so ThreadSanitizer sees what the answer leaves unordered.
TEST_CASE_METHOD(tandem::probe, "busy_workers") {
  constexpr std::size_t workers = 3;
  constexpr std::size_t inputs = 600;
  constexpr std::size_t k = 7;
  struct shared {
    std::array<completion, inputs> done;
    std::array<std::atomic<int>, inputs> is_submitted{};
    std::array<std::atomic<bool>, inputs> is_done{};
    tandem::gate place;
    std::vector<int> results;
    std::exception_ptr trouble;
    std::size_t over = 0;
  };
  auto all = std::make_shared<shared>();
  std::vector<std::thread> threads;
  for (std::size_t worker = 0; worker < workers; ++worker) {
    threads.emplace_back([all, worker] {
      for (std::size_t i = worker; i < inputs; i += workers) {
        all->is_submitted.at(i).wait(0);
        all->done.at(i)(result_of(i));
        all->is_done.at(i).store(true, std::memory_order_relaxed);
      }
      all->place.change([&] { ++all->over; });
    });
  }
  threads.emplace_back([all] {
    try {
      std::size_t drawn = 0;
      std::size_t submitted = 0;
      const auto window = streaming::make_window(
          k,
          [&]() -> std::optional<int> {
            return drawn < inputs ? std::optional{static_cast<int>(drawn++)}
                                  : std::nullopt;
          },
          [&](int, completion done) {
            all->done.at(submitted) = std::move(done);
            auto& flag = all->is_submitted.at(submitted++);
            flag.store(1, std::memory_order_release);
            flag.notify_all();
          });
      // Every third result is there before the reader asks for it. That it
      // looks so, relaxed, orders nothing either.
      const auto await = [&](std::size_t i) {
        for (int looks = 0; looks < 10'000 &&
                            !all->is_done.at(i).load(std::memory_order_relaxed);
             ++looks) {
          std::this_thread::yield();
        }
      };
      while (const auto result = window->next()) {
        all->results.push_back(*result);
        const auto next = all->results.size();
        if (next % 3 == 0 && next < inputs) {
          await(next);
        }
      }
      // The window may go when no call of `done` runs any more.
      all->place.wait_until([&] { return all->over == workers; });
    } catch (...) {
      all->trouble = std::current_exception();
    }
    all->place.change([&] { ++all->over; });
  });
  const auto how =
      all->place.wait_until([&] { return all->over == workers + 1; });
  for (auto& thread : threads) {
    how == tandem::passage::happened ? thread.join() : thread.detach();
  }
  if (how == tandem::passage::undecided) {
    throw tandem::not_judged{"600 calls were not over after 10 s"};
  }
  std::exception_ptr trouble;
  all->place.change([&] { trouble = all->trouble; });
  if (trouble) {
    std::rethrow_exception(trouble);
  }
  tandem::demand(how == tandem::passage::happened,
                 {.expected = "600 results of 3 workers",
                  .saw = "next() sleeps, and nobody will wake it",
                  .why = "a result was put there, and the reader not woken"});
  std::size_t j = 0;
  while (j < all->results.size() && all->results[j] == result_of(j)) {
    ++j;
  }
  tandem::demand(j == inputs && all->results.size() == inputs,
                 {.expected = "600 results of 3 workers, in order",
                  .saw = fmt::format("the first {} in order, of {}", j,
                                     all->results.size()),
                  .why = ""});
}
