#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/teaching/judging.hpp"
#include "common/teaching/probe.hpp"
#include "common/timing/fake_clock.hpp"
#include "common/timing/span.hpp"
#include "common/timing/work.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"

namespace {

using honest_measurement::timing;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

std::string in_words(nanoseconds span) {
  return fmt::format("{:.6f} ms", tandem::in_ms(span));
}

std::string in_words(const std::vector<nanoseconds>& spans) {
  std::string all;
  for (const auto span : spans) {
    all += (all.empty() ? "" : ", ") + in_words(span);
  }
  return all.empty() ? "none" : all;
}

/// The trials that end with `number` calls; empty if none does.
std::vector<std::int64_t> trials_up_to(std::int64_t number) {
  std::vector<std::int64_t> trials;
  for (std::int64_t power = 1; power <= number; power *= 10) {
    for (const std::int64_t digit : {1, 2, 5}) {
      trials.push_back(digit * power);
      if (trials.back() == number) {
        return trials;
      }
    }
  }
  return {};
}

/// What a bench is to do.
struct bench_settings {
  nanoseconds body = milliseconds{1};
  nanoseconds setup{0};
  nanoseconds at_least = milliseconds{35};
  int repeats = 5;
  /// What call number k (0, 1, ...) of `body` takes in addition.
  std::function<nanoseconds(std::int64_t k)> noise = [](std::int64_t) {
    return nanoseconds{0};
  };
};

/// Has the answer time a body that takes no time but on a fake clock, and notes
/// in which order it calls what: S for set-up, C for the clock, B for the body.
struct bench {
  explicit bench(bench_settings chosen) : settings{std::move(chosen)} {
    auto reader = clock.reader();
    reader.now = [this, now = reader.now] {
      log += 'C';
      return now();
    };
    seen = honest_measurement::timeit(
        [this] {
          tandem::demand(
              calls < 1'000'000,
              {.expected = fmt::format(
                   "few calls, where one takes {} and a repeat {}",
                   in_words(settings.body), in_words(settings.at_least)),
               .saw = fmt::format("{} calls, and no end", calls),
               .why = ""});
          log += 'B';
          clock.pass(settings.body + settings.noise(calls));
          ++calls;
        },
        [this] {
          log += 'S';
          clock.pass(settings.setup);
        },
        reader, settings.at_least, settings.repeats);
    tandem::demand(
        seen.number >= 1 && seen.number <= calls,
        {.expected = "in number, how many calls of body one repeat holds",
         .saw =
             fmt::format("number {}, and {} calls in all", seen.number, calls),
         .why = ""});
  }

  bench_settings settings;
  tandem::fake_clock clock{{}};
  std::string log;
  std::int64_t calls = 0;
  timing seen;
};

/// How often `part` is in `log`.
std::int64_t count(const std::string& log, const std::string& part) {
  std::int64_t found = 0;
  for (auto at = log.find(part); at != std::string::npos;
       at = log.find(part, at + 1)) {
    ++found;
  }
  return found;
}

bool nearly(double a, double b) { return std::fabs(a - b) <= 1e-9 * b; }

double least_per_call(const timing& seen) {
  return static_cast<double>(
             std::min_element(seen.repeats.begin(), seen.repeats.end())
                 ->count()) /
         static_cast<double>(seen.number);
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "real_cost") {
  constexpr std::int64_t steps = 50'000;
  const auto cost_of = [](std::int64_t n) {
    return [n] {
      return tandem::measure_cpu([n] { honest_measurement::real_loop(n); });
    };
  };
  const auto long_cost = cost_of(100 * steps);
  if (!honest_measurement::built_with_optimisation()) {
    long_cost();
    throw tandem::not_judged{
        "this build does not optimise, so that any loop costs what it costs: "
        "configure it with --buildtype=debugoptimized"};
  }
  auto longest = nanoseconds::max();
  const auto grows = tandem::cheaper("", "", 0.1, cost_of(steps), [&] {
    const auto seen = long_cost();
    longest = std::min(longest, seen.cpu);
    return seen;
  });
  if (grows.is == tandem::verdict::inconclusive) {
    throw tandem::not_judged{grows.reason};
  }
  const double per_step =
      tandem::ratio(longest, nanoseconds{1}) / (100 * steps);
  tandem::demand(
      grows.is == tandem::verdict::holds,
      {.expected = fmt::format("that {} steps cost more CPU time than 10 times "
                               "{} steps",
                               100 * steps, steps),
       .saw = fmt::format(
           "{:.1f} times as much, {:.2g} ns for each step",
           1 / grows.measured.value_or(tandem::figure{1, ""}).value, per_step),
       .why = per_step < 0.001
                  ? "no CPU takes 1000 steps in a nanosecond: the program does "
                    "not take them, for nothing that they do can be noticed"
                  : ""});
}

TEST_CASE_METHOD(tandem::probe, "given_clock") {
  const bench here{{.body = std::chrono::microseconds{1},
                    .at_least = std::chrono::microseconds{35}}};
  tandem::demand(
      here.log.find('C') != std::string::npos,
      {.expected = "that the clock you are given is read",
       .saw = "nobody read it",
       .why = "a clock that is handed in can be chosen, and tested"});
}

TEST_CASE_METHOD(tandem::probe, "calibrates") {
  const bench here{{}};
  const auto span = here.settings.body * here.seen.number;
  tandem::demand(
      span >= here.settings.at_least,
      {.expected = fmt::format("calls of {} enough for {} or more per repeat",
                               in_words(here.settings.body),
                               in_words(here.settings.at_least)),
       .saw = fmt::format("{} calls per repeat, {} in all", here.seen.number,
                          in_words(span)),
       .why = here.seen.number == 1
                  ? "one short call is lost in the cost of reading a clock, "
                    "and in its tick"
                  : ""});
}

TEST_CASE_METHOD(tandem::probe, "one_two_five") {
  for (const auto& [body_ns, number] :
       {std::pair{40'000'000, 1}, std::pair{20'000'000, 2},
        std::pair{9'000'000, 5}, std::pair{3'600'000, 10},
        std::pair{2'000'000, 20}, std::pair{999'999, 50},
        std::pair{400'000, 100}, std::pair{80'000, 500},
        std::pair{30'000, 2'000}, std::pair{800, 50'000}}) {
    const bench here{{.body = nanoseconds{body_ns}, .repeats = 1}};
    tandem::demand(
        here.seen.number == number,
        {.expected = fmt::format(
             "number {}: the first of 1, 2, 5, 10, 20, 50, 100, ... calls of "
             "{} that take {}",
             number, in_words(here.settings.body),
             in_words(here.settings.at_least)),
         .saw = fmt::format("number {}", here.seen.number),
         .why = ""});
  }
}

TEST_CASE_METHOD(tandem::probe, "just_enough") {
  for (const auto& [body, number] :
       {std::pair{milliseconds{1}, 50}, std::pair{milliseconds{5}, 10},
        std::pair{milliseconds{50}, 1}}) {
    const bench here{{.body = body, .at_least = milliseconds{50}}};
    tandem::demand(
        here.seen.number == number,
        {.expected =
             fmt::format("number {}: so many calls of {} take {}", number,
                         in_words(body), in_words(here.settings.at_least)),
         .saw = fmt::format("number {}", here.seen.number),
         .why = here.seen.number > number && here.seen.number <= 5 * number / 2
                    ? "a span that takes just at_least is long enough"
                    : ""});
  }
}

TEST_CASE_METHOD(tandem::probe, "repeats_only") {
  for (const int repeats : {1, 3}) {
    const bench here{{.repeats = repeats}};
    tandem::demand(
        std::ssize(here.seen.repeats) == repeats,
        {.expected = fmt::format("as many repeats as asked: {}", repeats),
         .saw = fmt::format("{}", here.seen.repeats.size()),
         .why = ""});
    const auto trials = trials_up_to(here.seen.number);
    const auto tried =
        std::accumulate(trials.begin(), trials.end(), std::int64_t{0});
    const auto wanted = tried + repeats * here.seen.number;
    tandem::demand(
        here.calls == wanted,
        {.expected = fmt::format("{} calls: {} to calibrate, then {} times {}",
                                 wanted, tried, repeats, here.seen.number),
         .saw = fmt::format("{} calls", here.calls),
         .why = here.calls == wanted - here.seen.number
                    ? "the last trial is no repeat: it was chosen because it "
                      "was long"
                    : ""});
  }
}

TEST_CASE_METHOD(tandem::probe, "setup_each_span") {
  const bench here{{.repeats = 3}};
  const auto spans = std::ssize(trials_up_to(here.seen.number)) + 3;
  const auto setups = count(here.log, "S");
  tandem::demand(
      setups == spans,
      {.expected = fmt::format("setup called {} times: before each of {} "
                               "trials and 3 repeats",
                               spans, spans - 3),
       .saw = fmt::format("{} times", setups),
       .why = setups == 1 ? "a repeat may use up what was set up: a list that "
                            "is sorted already is sorted in no time"
                          : ""});
  tandem::demand(
      here.log.find("SS") == std::string::npos,
      {.expected = "setup called in each span, before its first call of body",
       .saw = "setup called more than once in a row",
       .why = "a span may use up what was set up, so that the next one finds "
              "nothing: none can be set up in advance"});
}

TEST_CASE_METHOD(tandem::probe, "setup_not_timed") {
  const bench here{{.setup = milliseconds{7}}};
  const auto late = count(here.log, "SB");
  tandem::demand(
      late == 0,
      {.expected = "that the clock is read after setup, before the first call",
       .saw = fmt::format("no reading there in {} spans, and a setup of {} in "
                          "the time",
                          late, in_words(here.settings.setup)),
       .why = "setup is not what you time"});
  const bool after =
      std::ranges::all_of(here.seen.repeats, [&](nanoseconds span) {
        return span == here.settings.body * here.seen.number;
      });
  tandem::demand(after, {.expected = fmt::format(
                             "repeats of {}: {} calls, without a setup of {}",
                             in_words(here.settings.body * here.seen.number),
                             here.seen.number, in_words(here.settings.setup)),
                         .saw = in_words(here.seen.repeats),
                         .why = ""});
}

TEST_CASE_METHOD(tandem::probe, "clock_outside") {
  const bench here{{}};
  const auto inside = count(here.log, "BCB") + count(here.log, "BCCB");
  tandem::demand(
      inside == 0,
      {.expected = "that the clock is read before the first call of a span and "
                   "after its last one",
       .saw = "it is read from call to call",
       .why = "a reading costs as much as a short call: it would be part of "
              "the time"});
}

TEST_CASE_METHOD(tandem::probe, "every_repeat") {
  // 88 calls go before: 1 + 2 + 5 + 10 + 20 + 50.
  const bench here{{.repeats = 3, .noise = [](std::int64_t call) {
                      return call < 88 ? nanoseconds{0}
                                       : nanoseconds{(call - 88) / 50};
                    }}};
  const std::vector<nanoseconds> wanted{nanoseconds{50'000'000},
                                        nanoseconds{50'000'050},
                                        nanoseconds{50'000'100}};
  tandem::demand(here.seen.repeats == wanted,
                 {.expected = fmt::format("repeats of {}", in_words(wanted)),
                  .saw = in_words(here.seen.repeats),
                  .why = ""});
}

TEST_CASE_METHOD(tandem::probe, "one_call") {
  const bench here{{.body = milliseconds{2}, .repeats = 7}};
  const double saw = here.seen.per_call.count();
  tandem::demand(
      nearly(saw, 2e6),
      {.expected = "per_call 2000000 ns, where every call takes 2 ms",
       .saw = fmt::format("{} ns", saw),
       .why = nearly(saw, 4e7)
                  ? "that is a whole repeat: divide by the number of calls"
                  : ""});
}

TEST_CASE_METHOD(tandem::probe, "fractions") {
  const bench here{{.body = nanoseconds{3},
                    .at_least = nanoseconds{25},
                    .repeats = 2,
                    .noise = [](std::int64_t call) {
                      return nanoseconds{call % 10 == 0 ? 1 : 0};
                    }}};
  const double saw = here.seen.per_call.count();
  tandem::demand(nearly(saw, 3.1),
                 {.expected = "per_call 3.1 ns, where ten calls take 31 ns",
                  .saw = fmt::format("{} ns", saw),
                  .why = std::floor(saw) == saw
                             ? "a short call takes fractions of a nanosecond"
                             : ""});
}

TEST_CASE_METHOD(tandem::probe, "minimum") {
  // What disturbs the repeats number 0, 1, ...: 88 calls go before.
  const std::vector<nanoseconds> disturbed{milliseconds{70}, milliseconds{40},
                                           milliseconds{1}, milliseconds{200},
                                           milliseconds{30}};
  const bench here{{.noise = [&](std::int64_t call) {
    const auto since = call - 88;
    return since >= 0 && since % 50 == 25
               ? disturbed.at(static_cast<std::size_t>(since / 50))
               : nanoseconds{0};
  }}};
  const double saw = here.seen.per_call.count();
  std::string what;
  if (nearly(saw, 50e6 / 50 + 341e6 / 250)) {
    what =
        "that is the mean: what disturbs a repeat only ever adds to it, so "
        "the smallest is nearest to the truth";
  } else if (nearly(saw, 90e6 / 50)) {
    what = "that is the median: on a busy machine most repeats are disturbed";
  } else if (nearly(saw, 50e6 / 50)) {
    what = "that is the last trial, which is no repeat";
  }
  tandem::demand(
      nearly(saw, 51e6 / 50),
      {.expected = fmt::format("per_call 1020000 ns, of repeats of {}",
                               in_words(here.seen.repeats)),
       .saw = fmt::format("{} ns", saw),
       .why = what});
}

TEST_CASE_METHOD(tandem::probe, "real_clock") {
  auto clock = tandem::system_clocks().thread_cpu;
  std::vector<nanoseconds> readings;
  clock.now = [&readings, now = clock.now] {
    readings.push_back(now());
    return readings.back();
  };
  const auto seen =
      honest_measurement::timeit([] { tandem::work(500); }, [] {}, clock,
                                 std::chrono::microseconds{200}, 3);
  std::vector<nanoseconds> spans(readings.size());
  std::adjacent_difference(readings.begin(), readings.end(), spans.begin());
  tandem::demand(
      seen.repeats.size() == 3 &&
          std::ranges::all_of(seen.repeats,
                              [&](nanoseconds span) {
                                return std::ranges::find(spans, span) !=
                                       spans.end();
                              }),
      {.expected = "three repeats, each the difference of two readings of the "
                   "real clock, one right after the other",
       .saw = in_words(seen.repeats),
       .why = ""});
  tandem::demand(
      nearly(seen.per_call.count(), least_per_call(seen)),
      {.expected = fmt::format("per_call {} ns, the smallest repeat divided by "
                               "{}",
                               least_per_call(seen), seen.number),
       .saw = fmt::format("{} ns", seen.per_call.count()),
       .why = ""});
}
