#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/timing/fake_machine.hpp"
#include "common/timing/span.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr nanoseconds never = nanoseconds::max();

std::string in_words(nanoseconds span) {
  return fmt::format("{} ms", tandem::in_ms(span));
}

/// What happens while the answer waits.
struct story {
  std::string tells{};  ///< "a limit of 100 ms"
  nanoseconds limit = milliseconds{100};
  nanoseconds yes_from = never;  ///< since the call
  bool yes_once = false;         ///< the news is gone once it was told
  nanoseconds question_takes{0};
  /// How long sleep number n (1, 2, ...) really lasts.
  std::function<nanoseconds(int n, nanoseconds asked)> lasts =
      [](int, nanoseconds asked) { return asked; };
  /// By how much somebody sets the date in the middle of sleep number n.
  std::function<nanoseconds(int n)> sets_date = [](int) {
    return nanoseconds{0};
  };
  std::string why_early{};  ///< why an answer may give up too early
  std::string why_late{};   ///< why it may sleep on for too long
};

/// A machine that plays a story to the answer, and judges each of its steps.
class playing {
 public:
  explicit playing(story played) : story_{std::move(played)} {}

  /// Lets the answer wait: neither true without a yes, nor false too early.
  /// Returns what it returned.
  bool wait() {
    const auto clocks = machine_.clocks();
    const bool said = adjustable_clocks::wait_until_done(
        clocks, [this](nanoseconds span) { sleep(span); },
        [this] { return ask(); }, story_.limit);
    if (found_) {  // and the answer has caught what we threw
      tandem::demand(false, *found_);
    }
    tandem::demand(
        !said || told_yes_,
        {.expected =
             fmt::format("true only if `done` says yes: {}", story_.tells),
         .saw = fmt::format("true, {} after the call; it never said yes",
                            in_words(gone_by_)),
         .why = ""});
    tandem::demand(
        said || gone_by_ >= story_.limit || told_yes_,
        {.expected =
             fmt::format("that it waits the whole limit: {}", story_.tells),
         .saw = fmt::format("it gave up {} after the call", in_words(gone_by_)),
         .why = slept_ == 1 && story_.why_early.empty()
                    ? "one sleep is not yet the limit, which may be longer"
                    : story_.why_early});
    return said;
  }

  void wait_for_yes(const std::string& why) {
    const bool said = wait();
    tandem::demand(said,
                   {.expected = fmt::format("true: {}", story_.tells),
                    .saw = fmt::format("false, {} after the call; {}",
                                       in_words(gone_by_), last_question()),
                    .why = why});
  }

  /// Machine time that goes by before the answer is called.
  void sleep_before(nanoseconds span) { machine_.sleep(span); }

 private:
  [[nodiscard]] std::string last_question() const {
    return asked_ == 0 ? "`done` was not asked"
                       : fmt::format("the last question came after {}",
                                     in_words(asked_at_));
  }

  /// Goes on if `right`; else notes what is wrong, and ends the probe.
  void judge(bool right, const tandem::mismatch& otherwise) {
    if (!right && !found_) {
      found_ = otherwise;
    }
    tandem::demand(right, otherwise);
  }

  bool ask() {
    constexpr int too_often = 10;
    judge(!told_yes_ || !story_.yes_once,
          {.expected = "no further question once `done` said yes",
           .saw = fmt::format("another one, {} after the call",
                              in_words(gone_by_)),
           .why = "a yes may be told once only, as when a message is taken out "
                  "of a queue: keep it"});
    ++asked_;
    ++asked_in_a_row_;
    asked_at_ = gone_by_;
    judge(asked_in_a_row_ < too_often,
          {.expected = "a sleep, or an end, after each no",
           .saw = fmt::format("{} questions without a `sleep` between them",
                              asked_in_a_row_),
           .why = "waiting must not use up the CPU, and on this machine time "
                  "passes by `sleep` only"});
    machine_.compute(story_.question_takes);
    gone_by_ += story_.question_takes;
    told_yes_ = gone_by_ >= story_.yes_from;
    return told_yes_;
  }

  void sleep(nanoseconds span) {
    const auto after = fmt::format("{} after the call", in_words(gone_by_));
    const auto asked = fmt::format("a sleep of {}, {}", in_words(span), after);
    judge(!told_yes_, {.expected = "true as soon as `done` says yes",
                       .saw = fmt::format("{}, though it said yes", asked),
                       .why = ""});
    judge(asked_in_a_row_ > 0,
          {.expected = "a question before each sleep",
           .saw = fmt::format("{}, without a question before", asked),
           .why = "perhaps it is done already"});
    judge(gone_by_ < story_.limit,
          {.expected = fmt::format("no sleep once the limit has gone by: {}",
                                   story_.tells),
           .saw = asked,
           .why = story_.why_late});
    judge(
        span > nanoseconds{0},
        {.expected = "sleeps that are longer than nothing",
         .saw = asked,
         .why = "a sleep of nothing leaves nothing for the limit to run out"});
    judge(span <= adjustable_clocks::longest_sleep,
          {.expected = fmt::format("sleeps of {} at most",
                                   in_words(adjustable_clocks::longest_sleep)),
           .saw = asked,
           .why = "who sleeps long notices late that it is done"});
    const auto left = story_.limit - gone_by_;
    judge(span <= left, {.expected = fmt::format(
                             "a sleep no longer than what is left, {}: {}",
                             in_words(left), story_.tells),
                         .saw = asked,
                         .why = story_.why_late.empty()
                                    ? "the last sleep is to end with the limit"
                                    : story_.why_late});
    ++slept_;
    asked_in_a_row_ = 0;
    const auto really = story_.lasts(slept_, span);
    machine_.sleep(really / 2);
    machine_.set_date(story_.sets_date(slept_));
    machine_.sleep(really - really / 2);
    gone_by_ += really;
  }

  tandem::fake_machine machine_;
  story story_;
  nanoseconds gone_by_{0};   ///< since the call
  nanoseconds asked_at_{0};  ///< the last question
  int asked_ = 0;
  int asked_in_a_row_ = 0;  ///< since the last sleep
  int slept_ = 0;
  bool told_yes_ = false;
  std::optional<tandem::mismatch> found_;  ///< the first thing wrong
};

}  // namespace

TEST_CASE_METHOD(tandem::probe, "done_already") {
  playing{{.tells = "it was done before the call", .yes_from = nanoseconds{0}}}
      .wait_for_yes("");
}

TEST_CASE_METHOD(tandem::probe, "short_sleeps") {
  playing{{.tells = "it is done after 8 ms of at most 100 ms",
           .yes_from = milliseconds{8}}}
      .wait_for_yes("");
}

TEST_CASE_METHOD(tandem::probe, "gives_up") {
  playing{{.tells = "a limit of 100 ms",
           .why_early = "",
           .why_late = "either the limit begins anew, or the clock that you "
                       "read does not go on in a sleep: it must be one of "
                       "`clocks`"}}
      .wait();
}

TEST_CASE_METHOD(tandem::probe, "done_at_last") {
  playing{{.tells = "it is done after 97 ms of at most 100 ms",
           .yes_from = milliseconds{97}}}
      .wait_for_yes(
          "it was done in the last sleep: a limit that has gone by is no "
          "answer yet, so ask once more");
}

TEST_CASE_METHOD(tandem::probe, "no_time") {
  for (const nanoseconds limit : std::initializer_list<nanoseconds>{
           nanoseconds{0}, nanoseconds{-1}, -hours{24}}) {
    const auto tells = fmt::format("a limit of {} ns", limit.count());
    playing{{.tells = tells + ", and it is done already",
             .limit = limit,
             .yes_from = nanoseconds{0}}}
        .wait_for_yes("without any time left it may still be done: ask");
    playing{{.tells = tells, .limit = limit}}.wait();
  }
}

TEST_CASE_METHOD(tandem::probe, "yes_once") {
  playing{{.tells = "`done` says yes after 35 ms, and says so once only",
           .yes_from = milliseconds{35},
           .yes_once = true}}
      .wait_for_yes("");
}

TEST_CASE_METHOD(tandem::probe, "date_set") {
  const std::string why =
      "the limit is a span, and no span is measured by a clock that people set";
  for (const nanoseconds by : std::initializer_list<nanoseconds>{
           -hours{1}, hours{1}, milliseconds{-4}, milliseconds{4}}) {
    playing{{.tells = fmt::format("a limit of 100 ms, while somebody moves "
                                  "the date by {}",
                                  in_words(by)),
             .sets_date = [by](int n) { return n == 3 ? by : nanoseconds{0}; },
             .why_early = why,
             .why_late = why}}
        .wait();
  }
}

TEST_CASE_METHOD(tandem::probe, "second_call") {
  const story told{.tells = "a limit of 100 ms, an hour after another call",
                   .why_early =
                       "each call has the whole limit: nothing is "
                       "kept from the call before"};
  playing{told}.wait();
  playing second{told};  // on a machine that began at the same time
  second.sleep_before(hours{1});
  second.wait();
}

TEST_CASE_METHOD(tandem::probe, "between_ticks") {
  playing between{{.tells = "a limit of 100 ms, called 3 ms after a tick of "
                            "the coarse clock",
                   .why_early = "a coarse clock shows its last tick, which may "
                                "be 4 ms ago",
                   .why_late = ""}};
  between.sleep_before(milliseconds{3});
  between.wait();
}

TEST_CASE_METHOD(tandem::probe, "last_sleep") {
  for (const nanoseconds limit : std::initializer_list<nanoseconds>{
           milliseconds{25}, milliseconds{3}, nanoseconds{12'345'678}}) {
    playing{{.tells = fmt::format("a limit of {}", in_words(limit)),
             .limit = limit}}
        .wait();
  }
}

TEST_CASE_METHOD(tandem::probe, "late_wakes") {
  playing{{.tells = "a limit of 100 ms, and each sleep lasts 7 ms too long",
           .lasts = [](int, nanoseconds asked) -> nanoseconds {
             return asked + milliseconds{7};
           },
           .why_early = "",
           .why_late = "a sleep may be longer than asked: only a clock knows "
                       "what has gone by"}}
      .wait();
}

TEST_CASE_METHOD(tandem::probe, "signals") {
  playing{{.tells = "a limit of 100 ms, and signals end each sleep after 3 ms "
                    "or at once",
           .lasts = [](int n, nanoseconds asked) -> nanoseconds {
             return n % 4 == 0 ? nanoseconds{0}
                               : std::min<nanoseconds>(asked, milliseconds{3});
           },
           .why_early = "a sleep may be shorter than asked: only a clock knows "
                        "what has gone by",
           .why_late = "after a signal only the rest is left to wait, not the "
                       "limit once more"}}
      .wait();
  playing{{.tells = "a limit of 25 ms, and each sleep is over 1 ns too early",
           .limit = milliseconds{25},
           .lasts = [](int, nanoseconds asked) -> nanoseconds {
             return std::max(asked - nanoseconds{1}, nanoseconds{1});
           },
           .why_early = "almost the limit is not yet the limit: a nanosecond "
                        "that is left is waited, too"}}
      .wait();
}

TEST_CASE_METHOD(tandem::probe, "slow_question") {
  for (const int limit : {100, 90}) {  // 90 ms are over during a question
    playing{{.tells = fmt::format("a limit of {} ms, and each question takes "
                                  "7 ms",
                                  limit),
             .limit = milliseconds{limit},
             .question_takes = milliseconds{7},
             .why_early = "",
             .why_late = "a question takes time, too: look at the clock after "
                         "it, not before"}}
        .wait();
  }
}

TEST_CASE_METHOD(tandem::probe, "for_ever") {
  playing{{.tells = "a limit of nanoseconds::max(), and it is done after 35 ms",
           .limit = never,
           .yes_from = milliseconds{35},
           .why_early = "now + limit does not fit into nanoseconds"}}
      .wait_for_yes("");
}

TEST_CASE_METHOD(tandem::probe, "two_years") {
  constexpr int year = 365 * 24;  // hours
  playing{
      {.tells = "a limit of two years, and a sleep that lasts three",
       .limit = hours{2 * year},
       .lasts = [](int, nanoseconds) -> nanoseconds { return hours{3 * year}; },
       .why_late = "only nanoseconds::max() is for ever"}}
      .wait();
}

TEST_CASE_METHOD(tandem::probe, "calling_thread") {
  tandem::fake_machine machine;
  auto clocks = machine.clocks();
  std::atomic<bool> elsewhere = false;
  const auto note = [&, caller = std::this_thread::get_id()] {
    if (std::this_thread::get_id() != caller) {
      elsewhere = true;
    }
  };
  clocks.monotonic.now = [&, now = clocks.monotonic.now] {
    note();
    return now();
  };
  int asked = 0;
  adjustable_clocks::wait_until_done(
      clocks,
      [&](nanoseconds span) {
        note();
        machine.sleep(span);
      },
      [&] {
        note();
        return ++asked == 3;
      },
      milliseconds{100});
  tandem::demand(
      !elsewhere,
      {.expected =
           "`done`, `sleep` and the clock called in the caller's thread",
       .saw = "a call from another thread",
       .why = "what they touch may belong to that thread alone"});
}

TEST_CASE_METHOD(tandem::probe, "errors") {
  for (const bool asking : {true, false}) {
    tandem::fake_machine machine;
    int calls = 0;
    const auto fail_if = [&](bool here) {
      constexpr int enough = 100;
      if (here && ++calls < enough) {  // then let it come to an end
        throw std::system_error{std::make_error_code(std::errc::interrupted)};
      }
    };
    bool reached = false;
    std::string saw = "it returned as if nothing had happened";
    try {
      adjustable_clocks::wait_until_done(
          machine.clocks(),
          [&](nanoseconds span) {
            machine.sleep(span);
            fail_if(!asking);
          },
          [&] {
            fail_if(asking);
            return calls > 0;
          },
          milliseconds{100});
    } catch (const std::system_error& error) {
      reached = error.code() == std::errc::interrupted;
      saw = error.what();
    }
    tandem::demand(
        reached,
        {.expected = fmt::format("that what `{}` throws reaches the caller: a "
                                 "system_error, \"interrupted\"",
                                 asking ? "done" : "sleep"),
         .saw = saw,
         .why = "an error is neither a yes nor a no, and only the caller knows "
                "what an interruption means"});
  }
}

TEST_CASE_METHOD(tandem::probe, "real_clocks") {
  const auto clocks = tandem::system_clocks();
  constexpr milliseconds limit{25};
  const auto begin = clocks.monotonic.now();
  const bool said = adjustable_clocks::wait_until_done(
      clocks, [](nanoseconds span) { std::this_thread::sleep_for(span); },
      [] { return false; }, limit);
  const auto waited = clocks.monotonic.now() - begin;
  tandem::demand(!said && waited >= limit,
                 {.expected = "false after 25 ms or more by the real clocks",
                  .saw = fmt::format("{} after {}", said, in_words(waited)),
                  .why = ""});
}
