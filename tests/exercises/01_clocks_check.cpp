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
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr nanoseconds windows_tick = microseconds{15'625};

std::string in_words(nanoseconds span) {
  return fmt::format("{} ns", span.count());
}

/// Why an answer may have missed the tick, where that can be known.
std::string why_not(nanoseconds answer,
                    const tandem::fake_clock_settings& clock,
                    const std::string& if_longer) {
  if (answer == clock.declared) {
    return "that is what the clock declares; how it ticks is another matter";
  }
  if (answer == nanoseconds{0}) {
    return "two equal readings are no step";
  }
  if (answer == nanoseconds::max()) {
    return "it saw no step: read on until there are some";
  }
  if (answer < clock.tick || answer % clock.tick != nanoseconds{0}) {
    return if_longer.empty() ? "is that read from another clock?" : "";
  }
  return if_longer;
}

/// Lets the answer observe a fake clock, whose tick it must find.
void demand_tick(const tandem::fake_clock_settings& settings,
                 const std::string& clock_words, const std::string& if_longer) {
  tandem::fake_clock clock{settings};
  const auto answer = clocks::observed_tick(clock.reader());
  tandem::demand(answer == settings.tick,
                 {.expected = fmt::format("{} for a clock that {}",
                                          in_words(settings.tick), clock_words),
                  .saw = in_words(answer),
                  .why = why_not(answer, settings, if_longer)});
}

int every_tenth(int step) { return step % 10 == 0 ? 2 : 0; }
int first_and_every_tenth(int step) {
  return step == 1 || step % 10 == 0 ? 3 : 0;
}

int all_but_every_fifth(int step) { return step % 5 == 3 ? 0 : 1 + step % 3; }

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
              "declares 1 ns and moves on with every reading", "");
}

TEST_CASE_METHOD(tandem::probe, "declares_too_much") {
  demand_tick({.declared = windows_tick,
               .tick = microseconds{100},
               .per_reading = microseconds{100}},
              "declares 15.625 ms and moves on with every reading", "");
}

TEST_CASE_METHOD(tandem::probe, "steps_of_no_length") {
  demand_tick({.declared = windows_tick,
               .tick = windows_tick,
               .per_reading = windows_tick / 8},
              "you can read eight times within one tick", "");
}

TEST_CASE_METHOD(tandem::probe, "any_origin") {
  tandem::fake_clock clock{{.tick = windows_tick,
                            .per_reading = windows_tick / 4,
                            .start = nanoseconds{0}}};
  auto young = clock.reader();
  young.now = [now = young.now] { return now() + milliseconds{1}; };
  const auto answer = clocks::observed_tick(young);
  tandem::demand(
      answer == windows_tick,
      {.expected = fmt::format("{} for a clock that showed 1 ms "
                               "when you first read it",
                               in_words(windows_tick)),
       .saw = in_words(answer),
       .why = answer == milliseconds{1} ? "the first reading is no step" : ""});
}

TEST_CASE_METHOD(tandem::probe, "slow_clock") {
  demand_tick(
      {.tick = std::chrono::seconds{5}, .per_reading = std::chrono::seconds{1}},
      "ticks every 5 s", "");
}

TEST_CASE_METHOD(tandem::probe, "skipped_ticks") {
  demand_tick({.tick = milliseconds{10},
               .per_reading = milliseconds{3},
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

TEST_CASE_METHOD(tandem::probe, "smallest_step") {
  demand_tick({.tick = milliseconds{10},
               .per_reading = milliseconds{3},
               .skips = all_but_every_fifth},
              "shows a single tick at every fifth step only",
              "on a busy machine most steps are too long: only the smallest "
              "one counts");
}

TEST_CASE_METHOD(tandem::probe, "real_clocks") {
  const auto machine = tandem::system_clocks();
  for (const auto& real :
       {machine.monotonic, machine.thread_cpu, machine.coarse}) {
    const recorded_clock recorded{real};
    const auto answer = clocks::observed_tick(recorded.reader());
    tandem::demand(
        !recorded.steps->empty(),
        {.expected = fmt::format("that {} is read until it moves", real.name),
         .saw = "it made no step while you looked",
         .why = "many readings can fall into one tick: read on until you have "
                "seen steps, however many readings that takes"});
    tandem::demand(
        recorded.steps->contains(answer),
        {.expected = fmt::format("a step that {} really made while you looked",
                                 real.name),
         .saw = fmt::format("{}, and it made no such step in {} different ones",
                            in_words(answer), recorded.steps->size()),
         .why = "return one step as the clock showed it: not rounded, not "
                "computed from several"});
  }
}
