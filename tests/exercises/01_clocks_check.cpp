#include <fmt/format.h>

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/timing/fake_clock.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::microseconds;
using std::chrono::nanoseconds;

constexpr nanoseconds windows_tick = microseconds{15'625};

std::string in_words(nanoseconds span) {
  return fmt::format("{} ns", span.count());
}

/// Lets the answer observe a fake clock, whose tick it must find.
void demand_tick(const tandem::fake_clock_settings& settings,
                 const std::string& clock_words, const std::string& why) {
  tandem::fake_clock clock{settings};
  const auto answer = clocks::observed_tick(clock.reader());
  tandem::demand(answer == settings.tick,
                 {.expected = fmt::format("{} for a clock that {}",
                                          in_words(settings.tick), clock_words),
                  .saw = in_words(answer),
                  .why = why});
}

int every_tenth(int step) { return step % 10 == 0 ? 2 : 0; }
int first_and_every_tenth(int step) {
  return step == 1 || step % 10 == 0 ? 3 : 0;
}

/// A real clock that remembers every step forward that it has shown.
struct recorded_clock {
  tandem::clock_reader real;
  std::shared_ptr<std::set<nanoseconds>> steps =
      std::make_shared<std::set<nanoseconds>>();

  [[nodiscard]] tandem::clock_reader reader() const {
    return {real.name, real.declared,
            [now = real.now, seen = steps,
             before = std::make_shared<nanoseconds>(real.now())] {
              const auto reading = now();
              if (reading > *before) {
                seen->insert(reading - *before);
              }
              *before = reading;
              return reading;
            }};
  }
};

}  // namespace

TEST_CASE_METHOD(tandem::probe, "not_as_declared") {
  demand_tick({.declared = nanoseconds{1},
               .tick = windows_tick,
               .per_reading = windows_tick},
              "declares 1 ns and moves on with every reading",
              "what a clock declares and how it ticks are two things");
}

TEST_CASE_METHOD(tandem::probe, "steps_of_no_length") {
  demand_tick({.declared = windows_tick,
               .tick = windows_tick,
               .per_reading = windows_tick / 8},
              "you can read eight times within one tick",
              "two equal readings are no step");
}

TEST_CASE_METHOD(tandem::probe, "skipped_ticks") {
  demand_tick({.tick = std::chrono::milliseconds{10},
               .per_reading = std::chrono::milliseconds{3},
               .skips = every_tenth},
              "seems to skip two ticks at every tenth step",
              "your program loses the CPU now and then, and meanwhile the "
              "clock ticks on");
}

TEST_CASE_METHOD(tandem::probe, "first_step") {
  for (const auto tick : {windows_tick, nanoseconds{microseconds{1}}}) {
    demand_tick(
        {.tick = tick, .per_reading = tick / 5, .skips = first_and_every_tenth},
        "seems to skip ticks at its first step and at every tenth",
        "one step proves nothing: you may have lost the CPU just then");
  }
}

TEST_CASE_METHOD(tandem::probe, "real_clocks") {
  const auto machine = tandem::system_clocks();
  for (const auto& real :
       {machine.monotonic, machine.thread_cpu, machine.coarse}) {
    const recorded_clock recorded{real};
    const auto answer = clocks::observed_tick(recorded.reader());
    tandem::demand(
        recorded.steps->contains(answer),
        {.expected = fmt::format("a step that {} really made while you looked",
                                 real.name),
         .saw = fmt::format("{}, and it made no such step in {} different ones",
                            in_words(answer), recorded.steps->size()),
         .why = ""});
  }
}
