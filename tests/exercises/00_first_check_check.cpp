#include <fmt/format.h>

#include <chrono>
#include <deque>
#include <functional>
#include <stdexcept>
#include <string>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/timing/fake_machine.hpp"
#include "common/timing/span.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// What the chosen clock says of what happens on a machine of our own.
nanoseconds timed_with_the_answer(
    const std::function<void(tandem::fake_machine&)>& happens) {
  // Machines stay, so that a clock of an earlier one can still be read.
  static std::deque<tandem::fake_machine> machines;
  auto& machine = machines.emplace_back();
  auto offer = machine.clocks();
  const auto clock = first_check::clock_for_a_short_span(offer);
  for (auto* gone : {&offer.real_time, &offer.monotonic, &offer.coarse,
                     &offer.process_cpu, &offer.thread_cpu}) {
    gone->now = []() -> nanoseconds {
      throw std::logic_error("the clocks on offer are gone: return a copy");
    };
  }
  const auto begin = clock.now();
  happens(machine);
  return clock.now() - begin;
}

void demand_span(nanoseconds expected, nanoseconds seen,
                 const std::string& of_what, const std::string& why) {
  tandem::demand(
      seen == expected,
      {.expected = fmt::format("{} ms {}", tandem::in_ms(expected), of_what),
       .saw = fmt::format("the clock says {:.6f} ms", tandem::in_ms(seen)),
       .why = why});
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "set_date") {
  const auto span = timed_with_the_answer([](auto& machine) {
    machine.compute(milliseconds{40});
    machine.set_date(std::chrono::hours{-1});
  });
  demand_span(milliseconds{40}, span,
              "for 40 ms of work, though somebody sets the date back an hour "
              "meanwhile",
              span < nanoseconds{0}
                  ? "this clock shows the date, and people set it"
                  : "is that one of the clocks on offer?");
}

TEST_CASE_METHOD(tandem::probe, "waiting") {
  const auto span = timed_with_the_answer(
      [](auto& machine) { machine.sleep(milliseconds{40}); });
  demand_span(milliseconds{40}, span, "for a sleep of 40 ms",
              span == nanoseconds{0}
                  ? "it stands still in a sleep, as CPU clocks do"
                  : "");
}

TEST_CASE_METHOD(tandem::probe, "short_span") {
  const auto span = timed_with_the_answer(
      [](auto& machine) { machine.compute(milliseconds{1}); });
  demand_span(milliseconds{1}, span, "for 1 ms of work",
              "this clock moves only every 4 ms");
}

TEST_CASE_METHOD(tandem::probe, "every_nanosecond") {
  for (const nanoseconds work :
       {nanoseconds{1'234'567}, nanoseconds{2'000'001}}) {
    const auto span = timed_with_the_answer([=](auto& machine) {
      machine.sleep(nanoseconds{300'000});
      machine.compute(work - nanoseconds{300'000});
    });
    demand_span(work, span, "for work of that length",
                "the clock on offer counts nanoseconds: return it as it is");
  }
}
