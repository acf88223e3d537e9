#include <fmt/format.h>

#include <chrono>
#include <functional>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/timing/fake_machine.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::milliseconds;

/// What the chosen clock says of what happens on a machine of our own.
milliseconds timed_with_the_answer(
    const std::function<void(tandem::fake_machine&)>& happens) {
  tandem::fake_machine machine;
  const auto clock = first_check::clock_for_a_short_span(machine.clocks());
  const auto begin = clock.now();
  happens(machine);
  return std::chrono::duration_cast<milliseconds>(clock.now() - begin);
}

std::string says(milliseconds span) {
  return fmt::format("the clock says {} ms", span.count());
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "set_date") {
  const auto span = timed_with_the_answer([](auto& machine) {
    machine.compute(milliseconds{40});
    machine.set_date(std::chrono::hours{-1});
  });
  tandem::demand(span == milliseconds{40},
                 {.expected = "40 ms for 40 ms of work, though somebody sets "
                              "the date back an hour meanwhile",
                  .saw = says(span),
                  .why = "this clock shows the date, and people set it"});
}

TEST_CASE_METHOD(tandem::probe, "waiting") {
  const auto span = timed_with_the_answer(
      [](auto& machine) { machine.sleep(milliseconds{40}); });
  tandem::demand(span == milliseconds{40},
                 {.expected = "40 ms for a sleep of 40 ms",
                  .saw = says(span),
                  .why = "this clock counts CPU time, and a sleep uses none"});
}

TEST_CASE_METHOD(tandem::probe, "short_span") {
  const auto span = timed_with_the_answer(
      [](auto& machine) { machine.compute(milliseconds{1}); });
  tandem::demand(span == milliseconds{1},
                 {.expected = "1 ms for 1 ms of work",
                  .saw = says(span),
                  .why = "this clock moves only every 4 ms"});
}
