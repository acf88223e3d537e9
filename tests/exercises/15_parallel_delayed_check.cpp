#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/refusal.hpp"

namespace {

using parallel_delayed::forecast;
using parallel_delayed::turn;
using std::chrono::milliseconds;
using spans = std::vector<milliseconds>;

spans in_ms(const std::vector<std::int64_t>& numbers) {
  spans all;
  for (const auto one : numbers) {
    all.emplace_back(one);
  }
  return all;
}

/// What happens, played moment by moment: whoever is free takes a call.
forecast played(const spans& lengths, int workers) {
  forecast seen;
  std::vector<milliseconds> busy_until(static_cast<std::size_t>(workers));
  milliseconds now{0};
  std::size_t next = 0;
  while (next < lengths.size()) {
    for (int worker = 0; worker < workers && next < lengths.size(); ++worker) {
      auto& its_end = busy_until[static_cast<std::size_t>(worker)];
      while (its_end <= now && next < lengths.size()) {
        seen.turns.push_back({worker, now});
        its_end = now + lengths[next++];
      }
    }
    now = *std::ranges::min_element(busy_until);
  }
  seen.makespan = *std::ranges::max_element(busy_until);
  return seen;
}

std::string listed(const spans& lengths) {
  constexpr std::size_t most = 8;
  std::string all;
  for (std::size_t i = 0; i < std::min(lengths.size(), most); ++i) {
    all += fmt::format("{}{}", i == 0 ? "" : ", ", lengths[i].count());
  }
  return lengths.size() > most
             ? fmt::format("{}, ... ({} calls)", all, lengths.size())
         : lengths.empty() ? "no calls"
                           : all + " ms";
}

std::string on(int workers) {
  return fmt::format("{} worker{}", workers, workers == 1 ? "" : "s");
}

std::string in_words(const turn& one) {
  return fmt::format("worker {} at {} ms", one.worker, one.begin.count());
}

void demand_makespan(const forecast& said, milliseconds right,
                     const std::string& of_what, const std::string& why) {
  tandem::demand(said.makespan == right,
                 {.expected = fmt::format("{}: all done after {} ms", of_what,
                                          right.count()),
                  .saw = fmt::format("{} ms", said.makespan.count()),
                  .why = why});
}

std::string of(const spans& lengths, int workers) {
  return fmt::format("{} on {}", listed(lengths), on(workers));
}

/// Who makes which call, and when, has to be as it happens.
forecast demand_turns(const spans& lengths, int workers,
                      const std::string& why) {
  auto said = parallel_delayed::predict(lengths, workers);
  const auto right = played(lengths, workers);
  tandem::demand(said.turns.size() == lengths.size(),
                 {.expected = fmt::format("{}: {} turns", of(lengths, workers),
                                          lengths.size()),
                  .saw = fmt::format("{}", said.turns.size()),
                  .why = "each call has its turn"});
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    tandem::demand(said.turns[i] == right.turns[i],
                   {.expected = fmt::format(
                        "{}: call {}, counted from 0, on {}",
                        of(lengths, workers), i, in_words(right.turns[i])),
                    .saw = in_words(said.turns[i]),
                    .why = why});
  }
  return said;
}

/// The same, and when all is done.
void demand_forecast(const spans& lengths, int workers,
                     const std::string& why = "") {
  const auto said = demand_turns(lengths, workers, why);
  demand_makespan(said, played(lengths, workers).makespan, of(lengths, workers),
                  why);
}

void demand_refused(const spans& lengths, int workers, const std::string& given,
                    const std::string& why) {
  const auto saw = scene::instead_of_invalid_argument([&] {
    parallel_delayed::predict(lengths, workers);
    return "a forecast";
  });
  tandem::demand(saw.empty(), {.expected = "std::invalid_argument for " + given,
                               .saw = saw,
                               .why = why});
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "example") {
  const auto lengths = in_ms({3, 3, 4, 4, 5});
  const auto said = parallel_delayed::predict(lengths, 2);
  const auto makespan = said.makespan.count();
  demand_makespan(
      said, milliseconds{12}, "3, 3, 4, 4, 5 ms on 2 workers",
      makespan == 9 || makespan == 10
          ? "that is the sum divided by two, or the best order of all: nobody "
            "divides a call, or looks ahead"
      : makespan == 11 ? "that is longest first: calls are taken in their order"
                       : "");
  demand_forecast(lengths, 2);
}

TEST_CASE_METHOD(tandem::probe, "five_sleeps") {
  demand_forecast(in_ms({500, 1000, 1500, 2000, 2500}), 2,
                  "the worker that is free first takes the next call");
  demand_forecast(in_ms({500, 1000, 1500, 2000, 2500}), 3,
                  "the worker that is free first takes the next call");
}

TEST_CASE_METHOD(tandem::probe, "whoever_is_free") {
  const std::string why =
      "whoever is free takes the next call: not each worker in turn, not in "
      "rounds, and not the one with the fewest calls";
  demand_turns(in_ms({9, 1, 1, 1, 1}), 2, why);
  demand_turns(in_ms({1, 9, 1, 1, 1}), 2, why);
  demand_turns(in_ms({4, 6, 1, 1, 8, 2}), 3, why);
}

TEST_CASE_METHOD(tandem::probe, "ties") {
  const std::string why =
      "of those that are free from the same moment on, the one with the lowest "
      "number takes the next call";
  demand_forecast(in_ms({2, 2, 2, 2, 2, 2, 2}), 3, why);
  demand_forecast(in_ms({2, 1, 1, 5, 5}), 2, why);
  demand_forecast(in_ms({1, 2, 1, 5, 5}), 2, why);
}

TEST_CASE_METHOD(tandem::probe, "last_to_end") {
  demand_forecast(in_ms({9, 1, 1}), 2,
                  "the call that begins last need not be the last to end");
}

TEST_CASE_METHOD(tandem::probe, "one_worker") {
  demand_forecast(in_ms({3, 1, 2}), 1,
                  "one worker makes one call after the other");
}

TEST_CASE_METHOD(tandem::probe, "many_workers") {
  const std::string why = "a worker without a call has nothing to do";
  demand_forecast(in_ms({3, 1, 2}), 3, why);
  demand_forecast(in_ms({3, 1, 2}), 64, why);
  demand_forecast(spans(70, milliseconds{1}), 100,
                  "each call has a worker that is free at 0 ms");
}

TEST_CASE_METHOD(tandem::probe, "no_calls") {
  demand_forecast({}, 1, "nothing to do is done at once");
  demand_forecast({}, 4, "nothing to do is done at once");
}

TEST_CASE_METHOD(tandem::probe, "no_time") {
  demand_forecast(in_ms({0, 0, 2, 0, 1}), 2,
                  "who makes a call of 0 ms is free from the same moment on as "
                  "before");
  demand_forecast(in_ms({0, 0}), 2);
}

TEST_CASE_METHOD(tandem::probe, "long_calls") {
  constexpr std::int64_t years = 100'000'000'000;  // three of them, in ms
  demand_forecast(in_ms({years, 2 * years, 3 * years}), 2,
                  "an int holds 25 days of milliseconds");
  constexpr auto long_time = std::int64_t{1} << 62;  // the sum does not fit
  demand_forecast(in_ms({long_time + 1, long_time, 1, 1}), 2,
                  "each millisecond counts; a double holds 53 bits of them");
}

TEST_CASE_METHOD(tandem::probe, "refused") {
  for (const int workers : {0, -1}) {
    demand_refused(in_ms({1, 2}), workers, on(workers),
                   "nobody would ever begin");
    demand_refused({}, workers, on(workers) + ", without calls, too", "");
  }
  demand_refused(in_ms({1, -1, 1}), 1, "a length of -1 ms",
                 "nothing ends before it begins");
}

TEST_CASE_METHOD(tandem::probe, "again") {
  demand_forecast(in_ms({5, 5, 5}), 2);
  demand_forecast(in_ms({1, 1}), 2,
                  "each forecast begins anew, with all workers free at 0 ms");
}

TEST_CASE_METHOD(tandem::probe, "made_up_lists") {
  std::mt19937 dice{20};  // always the same lists
  const auto number = [&](int least, int most) {
    return std::uniform_int_distribution<int>{least, most}(dice);
  };
  for (int list = 0; list < 500; ++list) {
    spans lengths(static_cast<std::size_t>(number(0, 30)));
    for (auto& one : lengths) {
      one = milliseconds{number(0, list % 2 == 0 ? 4 : 1'000)};
    }
    demand_forecast(lengths, number(1, 8));
  }
}
