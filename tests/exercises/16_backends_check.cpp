#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/refusal.hpp"

namespace {

using backends::backend;
using backends::choice;
using backends::task;
using backends::workers;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr auto ms2 = milliseconds{2};

/// A hundred calls.
task hundred(nanoseconds waits, nanoseconds computes) {
  return {.calls = 100, .waits = waits, .computes = computes};
}

/// Four workers that cost nothing, and get one call at a time.
workers four() { return {.count = 4}; }

std::string in_words(backend on) {
  return on == backend::sequential  ? "sequential"
         : on == backend::threading ? "threading"
         : on == backend::loky      ? "loky"
                                    : "a backend that there is not";
}

std::string in_words(nanoseconds span) {
  return span % milliseconds{1} == nanoseconds{0}
             ? fmt::format("{} ms", span.count() / 1'000'000)
         : span % microseconds{1} == nanoseconds{0}
             ? fmt::format("{} us", span.count() / 1'000)
             : fmt::format("{} ns", span.count());
}

std::string in_words(const choice& one) {
  return fmt::format("{}, {}", in_words(one.on), in_words(one.takes));
}

std::string in_words(const task& what, const workers& who) {
  auto text = fmt::format("{} call{}", what.calls, what.calls == 1 ? "" : "s");
  const auto add = [&](bool so, const std::string& words) {
    text += so ? ", " + words : "";
  };
  const auto add_span = [&](nanoseconds span, const std::string& words) {
    add(span != nanoseconds{0}, words + " " + in_words(span));
  };
  add_span(what.waits, "each waits");
  add_span(what.computes, "each computes");
  add(what.lets_go, "lets go of the lock");
  add(what.needs_variables, "needs this program's variables");
  add(what.may_crash, "may crash");
  add(true,
      fmt::format("on {} worker{}", who.count, who.count == 1 ? "" : "s"));
  add(who.batch != 1, fmt::format("batches of {}", who.batch));
  add_span(who.start_threads, "to start threads takes");
  add_span(who.start_processes, "to start processes takes");
  add_span(who.hand_to_thread, "to hand over to a thread");
  add_span(who.hand_to_process, "to hand over to a process");
  return text;
}

void demand_choice(const task& what, const workers& who, const choice& right,
                   const std::string& why) {
  const auto said = backends::choose(what, who);
  tandem::demand(
      said == right,
      {.expected = fmt::format("{}: {}", in_words(what, who), in_words(right)),
       .saw = in_words(said),
       .why = why});
}

void demand_refused(const task& what, const workers& who,
                    const std::string& given, const std::string& why) {
  const auto saw = scene::instead_of_invalid_argument(
      [&] { return in_words(backends::choose(what, who)); });
  tandem::demand(saw.empty(), {.expected = "std::invalid_argument for " + given,
                               .saw = saw,
                               .why = why});
}

/// By the contract, with batches dealt one by one; nothing if nobody may.
std::optional<choice> dealt(const task& what, const workers& who) {
  if (what.calls == 0) {
    return choice{};
  }
  std::vector<std::int64_t> batches(static_cast<std::size_t>(who.count));
  auto calls = batches;
  std::size_t next = 0;
  for (std::int64_t left = what.calls; left > 0; left -= who.batch) {
    ++batches[next];
    calls[next] += std::min(left, who.batch);
    next = (next + 1) % batches.size();
  }
  const auto all = what.calls * what.computes;
  const auto own = calls[0] * what.computes;
  const auto waits = calls[0] * what.waits;
  std::vector<choice> may;
  if (!what.may_crash) {
    may.push_back({backend::sequential, what.calls * what.waits + all});
  }
  if (!what.may_crash && who.count > 1) {
    may.push_back({backend::threading, who.start_threads +
                                           batches[0] * who.hand_to_thread +
                                           waits + (what.lets_go ? own : all)});
  }
  if (!what.needs_variables && who.count > 1) {
    may.push_back(
        {backend::loky,
         who.start_processes + batches[0] * who.hand_to_process + waits + own});
  }
  const auto best = std::ranges::min_element(may, {}, &choice::takes);
  return best == may.end() ? std::nullopt : std::optional{*best};
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "computing") {
  demand_choice(hundred({}, ms2), four(), {backend::loky, milliseconds{50}},
                "threads that hold the lock compute one at a time, processes "
                "side by side");
}

TEST_CASE_METHOD(tandem::probe, "again") {
  auto two = four();
  two.count = 2;
  demand_choice(hundred({}, ms2), two, {backend::loky, milliseconds{100}},
                "the same task on fewer workers: each call of choose is for "
                "itself");
}

TEST_CASE_METHOD(tandem::probe, "waiting") {
  auto who = four();
  who.start_processes = milliseconds{1};
  demand_choice(hundred(ms2, {}), who, {backend::threading, milliseconds{50}},
                "a call that waits lets go of the lock: threads are as good as "
                "processes, and start sooner");
}

TEST_CASE_METHOD(tandem::probe, "letting_go") {
  auto who = four();
  who.start_processes = milliseconds{1};
  auto what = hundred({}, ms2);
  what.lets_go = true;
  demand_choice(what, who, {backend::threading, milliseconds{50}},
                "threads that let go of the lock compute side by side");
  what.calls = 9;
  demand_choice(what, who, {backend::threading, milliseconds{6}},
                "9 calls on 4 workers: the first one makes 3 of them");
}

TEST_CASE_METHOD(tandem::probe, "starting") {
  auto who = four();
  const std::string why =
      "the start of all workers is paid once, and has to be won back";
  who.start_threads = milliseconds{1};
  who.start_processes = milliseconds{149};
  demand_choice(hundred({}, ms2), who, {backend::loky, milliseconds{199}}, why);
  who.start_processes = milliseconds{151};
  demand_choice(hundred({}, ms2), who, {backend::sequential, milliseconds{200}},
                why);
  who.start_threads = milliseconds{10};
  demand_choice(hundred(ms2, {}), who, {backend::threading, milliseconds{60}},
                why);
  who.start_threads = milliseconds{151};
  demand_choice(hundred(ms2, {}), who, {backend::sequential, milliseconds{200}},
                why);
}

TEST_CASE_METHOD(tandem::probe, "mixed") {
  auto who = four();
  const std::string why =
      "on threads that hold the lock the waits overlap, and the computing of "
      "all calls is added to them";
  demand_choice(hundred(ms2, milliseconds{1}), who,
                {backend::loky, milliseconds{75}}, why);
  who.start_processes = milliseconds{200};
  demand_choice(hundred(ms2, milliseconds{1}), who,
                {backend::threading, milliseconds{150}}, why);
}

TEST_CASE_METHOD(tandem::probe, "tiny_calls") {
  auto who = four();
  who.hand_to_thread = microseconds{10};
  who.hand_to_process = microseconds{100};
  const std::string why =
      "what takes less time than handing it over is best made right here";
  for (const auto& what :
       {task{.calls = 1000, .computes = microseconds{1}},
        task{.calls = 1000, .waits = microseconds{1}},
        task{.calls = 1000, .computes = microseconds{1}, .lets_go = true}}) {
    demand_choice(what, who, {backend::sequential, milliseconds{1}}, why);
  }
}

TEST_CASE_METHOD(tandem::probe, "handing_over") {
  auto who = four();
  who.hand_to_thread = milliseconds{3};
  who.hand_to_process = milliseconds{4};
  const std::string why =
      "the first worker pays for its own batches, while the others pay for "
      "theirs: even calls shorter than that can win";
  demand_choice(hundred({}, ms2), who, {backend::loky, milliseconds{150}}, why);
  demand_choice(hundred(ms2, {}), who, {backend::threading, milliseconds{125}},
                why);
}

TEST_CASE_METHOD(tandem::probe, "uneven_shares") {
  const std::string why = "9 calls on 4 workers: the first one makes 3 of them";
  demand_choice({.calls = 9, .computes = ms2}, four(),
                {backend::loky, milliseconds{6}}, why);
  auto who = four();
  who.start_processes = milliseconds{1};
  demand_choice({.calls = 9, .waits = ms2}, who,
                {backend::threading, milliseconds{6}}, why);
  demand_choice({.calls = 3, .waits = ms2}, who, {backend::threading, ms2},
                "more workers than calls");
}

TEST_CASE_METHOD(tandem::probe, "batches") {
  auto who = four();
  who.hand_to_process = milliseconds{3};
  who.batch = 5;
  demand_choice(hundred({}, ms2), who, {backend::loky, milliseconds{65}},
                "20 batches, of which the first worker gets 5: it is handed 5 "
                "batches, and makes 25 calls");
  who.batch = 10;
  demand_choice(hundred({}, ms2), who, {backend::loky, milliseconds{69}},
                "10 batches, of which the first worker gets 3, which makes 30 "
                "calls: batches are not cut");
  who.start_threads = milliseconds{1};
  who.batch = 100;
  demand_choice(hundred({}, ms2), who, {backend::sequential, milliseconds{200}},
                "with all calls in one batch one worker makes them all");
}

TEST_CASE_METHOD(tandem::probe, "last_batch") {
  auto who = four();
  who.batch = 2;
  demand_choice({.calls = 9, .computes = ms2}, who,
                {backend::loky, milliseconds{6}},
                "the first worker gets batches 0 and 4, and batch 4 has only "
                "one call");
  who.batch = 4;
  demand_choice({.calls = 10, .computes = ms2}, who,
                {backend::loky, milliseconds{8}},
                "the last batch, which is smaller, is another worker's");
  who.batch = 1000;
  who.start_threads = who.start_processes = milliseconds{1};
  demand_choice({.calls = 10, .waits = ms2}, who,
                {backend::sequential, milliseconds{20}},
                "a batch that is not full is one worker's, too");
}

TEST_CASE_METHOD(tandem::probe, "ties") {
  const std::string why =
      "of those that take the same time the one that comes first";
  auto who = four();
  demand_choice(hundred(ms2, {}), who, {backend::threading, milliseconds{50}},
                why);
  who.start_processes = milliseconds{150};
  demand_choice(hundred({}, ms2), who, {backend::sequential, milliseconds{200}},
                why);
  demand_choice({.calls = 7}, four(), {backend::sequential, {}}, why);
}

TEST_CASE_METHOD(tandem::probe, "needs_variables") {
  auto what = hundred(milliseconds{1}, milliseconds{1});
  what.needs_variables = true;
  const std::string why =
      "in another process the calls would change a copy of the variables";
  demand_choice(what, four(), {backend::threading, milliseconds{125}}, why);
  what = hundred({}, ms2);
  what.needs_variables = true;
  demand_choice(what, four(), {backend::sequential, milliseconds{200}}, why);
  what.lets_go = true;
  demand_choice(what, four(), {backend::threading, milliseconds{50}}, why);
}

TEST_CASE_METHOD(tandem::probe, "may_crash") {
  const std::string why =
      "a call that crashes ends its process: that must not be this one";
  auto who = four();
  who.start_processes = milliseconds{1};
  auto what = hundred(ms2, {});
  what.may_crash = true;
  demand_choice(what, who, {backend::loky, milliseconds{51}}, why);
  who.hand_to_process = microseconds{100};
  demand_choice({.calls = 1000, .computes = microseconds{1}, .may_crash = true},
                who, {backend::loky, microseconds{26'250}},
                why + ", even if it would be done here sooner");
  who.batch = 1000;
  demand_choice(what, who, {backend::loky, microseconds{201'100}}, why);
}

TEST_CASE_METHOD(tandem::probe, "one_worker") {
  auto who = four();
  who.count = 1;
  auto what = hundred(ms2, ms2);
  demand_choice(what, who, {backend::sequential, milliseconds{400}},
                "one worker has nobody to share with");
  what.needs_variables = true;
  demand_choice(what, who, {backend::sequential, milliseconds{400}}, "");
  what.needs_variables = false;
  what.may_crash = true;
  demand_refused(what, who, in_words(what, who),
                 "with n_jobs = 1 `parallel` makes the calls in this process, "
                 "whichever backend it was given");
}

TEST_CASE_METHOD(tandem::probe, "nobody_may") {
  auto what = hundred(ms2, ms2);
  what.may_crash = true;
  what.needs_variables = true;
  demand_refused(what, four(), in_words(what, four()),
                 "they have to run here, and must not");
}

TEST_CASE_METHOD(tandem::probe, "no_calls") {
  auto who = four();
  who.start_threads = who.start_processes = milliseconds{1};
  for (const bool may_crash : {false, true}) {
    for (const bool needs_variables : {false, true}) {
      for (const int count : {1, 4}) {
        who.count = count;
        const task what{.waits = ms2,
                        .computes = ms2,
                        .needs_variables = needs_variables,
                        .may_crash = may_crash};
        demand_choice(what, who, {backend::sequential, {}},
                      "without calls nothing is started, and nothing can "
                      "crash");
      }
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "refused") {
  for (const std::int64_t calls : {0, 5}) {
    const task what{.calls = calls, .computes = ms2};
    const auto of = fmt::format(", and {} calls", calls);
    for (const int count : {0, -1}) {
      demand_refused(what, {.count = count},
                     fmt::format("{} workers{}", count, of), "");
    }
    for (const std::int64_t batch : {0, -1}) {
      demand_refused(what, {.count = 2, .batch = batch},
                     fmt::format("batches of {}{}", batch, of), "");
    }
    constexpr nanoseconds below{-1};
    const std::string why = "nothing takes less than 0 ns";
    demand_refused({.calls = calls, .waits = below}, four(),
                   "a wait of -1 ns" + of, why);
    demand_refused({.calls = calls, .computes = below}, four(),
                   "computing for -1 ns" + of, why);
    for (auto cost : {&workers::start_threads, &workers::start_processes,
                      &workers::hand_to_thread, &workers::hand_to_process}) {
      auto who = four();
      who.*cost = below;
      demand_refused(what, who, "a cost of -1 ns" + of, why);
      who.count = 1;  // where the cost would not count
      demand_refused(what, who, "a cost of -1 ns, on one worker" + of, why);
    }
  }
  demand_refused({.calls = -1}, four(), "-1 calls", "");
}

TEST_CASE_METHOD(tandem::probe, "nanoseconds") {
  demand_choice({.calls = 3, .computes = nanoseconds{333}}, {.count = 1},
                {backend::sequential, nanoseconds{999}},
                "each nanosecond counts");
}

TEST_CASE_METHOD(tandem::probe, "many_calls") {
  constexpr std::int64_t many = 6'000'000'000;
  workers two{.count = 2, .start_processes = milliseconds{1}};
  const std::string why = "an int holds no more than 2 147 483 647 calls";
  demand_choice({.calls = many, .waits = microseconds{1}}, two,
                {backend::threading, std::chrono::seconds{3000}}, why);
  two.batch = many;
  two.hand_to_thread = milliseconds{1};
  demand_choice({.calls = many, .waits = microseconds{1}}, two,
                {backend::sequential, std::chrono::seconds{6000}}, why);
}

TEST_CASE_METHOD(tandem::probe, "long_times") {
  constexpr std::int64_t most = 999'999'999'997;
  constexpr std::int64_t of_first = 499'999'999'999;
  constexpr nanoseconds each{9'000'001};
  const std::string why = "a float holds 24 bits, a double 53";
  const workers two{.count = 2, .start_processes = nanoseconds{1}};
  demand_choice({.calls = most, .computes = each}, two,
                {backend::loky, of_first * each + nanoseconds{1}}, why);
  demand_choice({.calls = most, .waits = each}, two,
                {backend::threading, of_first * each}, why);
  demand_choice({.calls = most, .computes = each}, {.count = 1},
                {backend::sequential, most * each}, why);
  demand_choice({.calls = most, .computes = nanoseconds{1}},
                {.count = 1000, .batch = most},
                {backend::sequential, nanoseconds{most}}, "");
}

TEST_CASE_METHOD(tandem::probe, "example") {
  demand_choice({.calls = 1000, .computes = ms2},
                {.count = 4,
                 .batch = 10,
                 .start_threads = microseconds{200},
                 .start_processes = milliseconds{40},
                 .hand_to_thread = microseconds{10},
                 .hand_to_process = microseconds{100}},
                {backend::loky, microseconds{542'500}},
                "it is the one in the exercise's README");
}

TEST_CASE_METHOD(tandem::probe, "made_up") {
  std::mt19937 dice{16};  // always the same tasks
  const auto number = [&](int least, int most) {
    return std::uniform_int_distribution<int>{least, most}(dice);
  };
  const auto span = [&](int most) { return nanoseconds{number(0, most)}; };
  const auto rarely = [&] { return number(0, 5) == 0; };
  for (int i = 0; i < 3000; ++i) {
    const int cost = i % 3 == 0 ? 2 : 200;
    const task what{.calls = number(0, 60),
                    .waits = span(i % 2 == 0 ? 3 : 100),
                    .computes = span(i % 2 == 0 ? 3 : 100),
                    .lets_go = rarely(),
                    .needs_variables = rarely(),
                    .may_crash = rarely()};
    const workers who{.count = number(1, 9),
                      .batch = number(1, i % 2 == 0 ? 4 : 70),
                      .start_threads = span(cost),
                      .start_processes = span(4 * cost),
                      .hand_to_thread = span(cost / 2),
                      .hand_to_process = span(cost)};
    const auto right = dealt(what, who);
    if (right) {
      demand_choice(what, who, *right, "");
    } else {
      demand_refused(what, who, in_words(what, who), "no backend may be used");
    }
  }
}
