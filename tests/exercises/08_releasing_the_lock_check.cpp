#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "answer.hpp"
#include "common/locking/rendezvous.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/todo.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"

namespace {

using releasing_the_lock::call_blocking;

struct stored_result {
  int value = 0;
  bool held = false;  ///< whether the thread held the lock
  std::thread::id by;
};

/// Not a standard exception, so only `catch (...)` meets it.
struct cancelled {
  int reason = 0;
};

/// A standard exception that is more than its base class.
class connection_lost : public std::runtime_error {
 public:
  explicit connection_lost(int host)
      : std::runtime_error{"connection lost"}, host_{host} {}
  [[nodiscard]] int host() const { return host_; }

 private:
  int host_;
};

/// An interpreter that records what is done to it, and goes on where a real one
/// would end the program or wait for ever.
class recorder final : public releasing_the_lock::interpreter {
 public:
  std::function<void()> before_acquire = [] {};
  std::function<void()> before_store = [] {};

  [[nodiscard]] bool held_by_me() const override {
    const std::lock_guard hold{records_};
    return holder_ == std::this_thread::get_id();
  }
  void acquire() override {
    before_acquire();
    std::unique_lock hold{records_};
    if (holder_ == std::this_thread::get_id()) {
      misuse_ = {.expected = "acquire only by a thread without the lock",
                 .saw = "acquire by a thread that held it already",
                 .why = "it would wait for itself, for ever"};
      return;
    }
    freed_.wait(hold, [this] { return holder_ == std::thread::id{}; });
    holder_ = std::this_thread::get_id();
  }
  void release() override {
    const std::lock_guard hold{records_};
    if (holder_ != std::this_thread::get_id()) {
      misuse_ = {.expected = "release only by the thread that holds the lock",
                 .saw = "release by a thread that did not hold it",
                 .why =
                     "it might free the lock under another thread: CPython "
                     "ends the program there"};
      return;
    }
    holder_ = {};
    freed_.notify_one();
  }
  void store(int result) override {
    {
      const std::lock_guard hold{records_};
      const auto me = std::this_thread::get_id();
      stored_.push_back({result, holder_ == me, me});
    }
    before_store();
  }

  /// Leaves the lock as a thread of the check needs it, whatever it is now.
  void end_of_thread() {
    if (held_by_me()) {
      release();
    }
  }

  // What was recorded: once the other threads have been joined.
  [[nodiscard]] const tandem::mismatch& misuse() const { return misuse_; }
  [[nodiscard]] const std::vector<stored_result>& stored() const {
    return stored_;
  }

 private:
  mutable std::mutex records_;
  std::condition_variable freed_;
  std::thread::id holder_;
  tandem::mismatch misuse_;
  std::vector<stored_result> stored_;
};

std::string held(bool is) { return is ? "held" : "not held"; }

/// Nothing taken by who has it, nothing freed by who has it not.
void demand_no_misuse(const recorder& python, const std::string& during) {
  auto misuse = python.misuse();
  const bool right = misuse.saw.empty();
  misuse.saw += ", " + during;
  tandem::demand(right, misuse);
}

void demand_state(bool is, bool wanted, const std::string& when,
                  const std::string& why) {
  tandem::demand(is == wanted,
                 {.expected = fmt::format("the lock {} {}", held(wanted), when),
                  .saw = fmt::format("the lock {}", held(is)),
                  .why = why});
}

std::string in_words(const std::vector<int>& values) {
  std::string words;
  for (const int value : values) {
    words += fmt::format("{}{}", words.empty() ? "" : ", ", value);
  }
  return words.empty() ? "nothing" : words;
}

/// Exactly these results, in this order, each stored with the lock held.
void demand_stored(const recorder& python, const std::vector<int>& values,
                   const std::string& during) {
  std::vector<int> seen;
  seen.reserve(python.stored().size());
  bool all_held = true;
  for (const auto& one : python.stored()) {
    seen.push_back(one.value);
    all_held = all_held && one.held;
  }
  tandem::demand(
      seen == values,
      {.expected = fmt::format("stored in {}: {}", during, in_words(values)),
       .saw = in_words(seen),
       .why = values.empty() && !seen.empty()
                  ? "what throws has no result that could be stored"
                  : ""});
  tandem::demand(all_held,
                 {.expected = "store by a thread that holds the lock",
                  .saw = fmt::format("store without the lock, in {}", during),
                  .why = "what Python code finds is interpreter state: another "
                         "thread may be reading it"});
}

/// What came out of a call, in words; empty if nothing was thrown.
std::string thrown_by(const std::function<void()>& call) {
  try {
    call();
  } catch (const tandem::todo&) {
    throw;
  } catch (const connection_lost& error) {
    return fmt::format("connection_lost of host {}", error.host());
  } catch (const cancelled& error) {
    return fmt::format("cancelled for reason {}", error.reason);
  } catch (const std::exception& error) {
    return fmt::format("an exception that says \"{}\"", error.what());
  } catch (...) {
    return "something else";
  }
  return "";
}

void demand_thrown(const std::string& seen, const std::string& wanted,
                   const std::string& by) {
  tandem::demand(
      seen == wanted,
      {.expected = fmt::format("from {}: {}, as it was thrown", by, wanted),
       .saw = seen.empty() ? "no exception" : seen,
       .why = ""});
}

/// A call by a thread that holds the lock, whose `blocking` throws.
void throw_from_blocking(const std::function<int()>& blocking,
                         const std::string& wanted) {
  recorder python;
  python.acquire();
  const auto seen = thrown_by([&] { call_blocking(python, blocking); });
  demand_no_misuse(python, "in a call whose blocking part threw");
  demand_state(python.held_by_me(), true,
               "after a call whose blocking part threw",
               "an exception leaves by another way than a result, and the "
               "lock must be taken back on that, too");
  demand_thrown(seen, wanted, "a blocking part that threw");
  demand_stored(python, {}, "a call whose blocking part threw");
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "released") {
  recorder python;
  python.acquire();
  int calls = 0;
  bool inside = true;
  call_blocking(python, [&] {
    ++calls;
    inside = python.held_by_me();
    return 7;
  });
  tandem::demand(calls == 1, {.expected = "the blocking part called once",
                              .saw = fmt::format("{} calls", calls),
                              .why = ""});
  demand_no_misuse(python, "in a single call");
  demand_state(inside, false, "while the blocking part runs",
               "nobody else can run Python code until it returns");
}

TEST_CASE_METHOD(tandem::probe, "taken_back") {
  recorder python;
  python.acquire();
  call_blocking(python, [] { return 7; });
  demand_no_misuse(python, "in a single call");
  demand_state(python.held_by_me(), true, "after a call that began with it",
               "the caller goes on to run Python code, and others do, too");
}

TEST_CASE_METHOD(tandem::probe, "stored") {
  recorder python;
  python.acquire();
  call_blocking(python, [] { return 7; });
  demand_stored(python, {7}, "a call whose blocking part returned 7");
}

TEST_CASE_METHOD(tandem::probe, "same_thread") {
  recorder python;
  python.acquire();
  std::thread::id ran_on;
  call_blocking(python, [&] {
    ran_on = std::this_thread::get_id();
    return 7;
  });
  const auto me = std::this_thread::get_id();
  tandem::demand(
      ran_on == me && python.stored().at(0).by == me,
      {.expected = "the blocking part and store on the calling thread",
       .saw = "another thread",
       .why = "a function may need what belongs to its thread: errno, "
              "thread_local variables"});
}

TEST_CASE_METHOD(tandem::probe, "exception") {
  throw_from_blocking([]() -> int { throw connection_lost{17}; },
                      "connection_lost of host 17");
}

TEST_CASE_METHOD(tandem::probe, "any_exception") {
  throw_from_blocking([]() -> int { throw cancelled{4}; },
                      "cancelled for reason 4");
}

TEST_CASE_METHOD(tandem::probe, "nested") {
  recorder python;
  python.acquire();
  bool inner = true;
  bool between = true;
  call_blocking(python, [&] {
    call_blocking(python, [&] {
      inner = python.held_by_me();
      return 1;
    });
    between = python.held_by_me();
    return 2;
  });
  demand_state(inner, false, "while the inner blocking part runs", "");
  demand_state(between, false, "after the inner call, in the outer's blocking",
               "the inner call found the lock free, and must leave it so");
  demand_no_misuse(python, "in a call inside another's blocking part");
  demand_state(python.held_by_me(), true, "after the outer call", "");
  demand_stored(python, {1, 2}, "a call inside another's blocking part");
}

TEST_CASE_METHOD(tandem::probe, "nested_exception") {
  recorder python;
  python.acquire();
  std::string inner;
  bool between = true;
  call_blocking(python, [&] {
    inner = thrown_by([&] {
      call_blocking(python, []() -> int { throw connection_lost{17}; });
    });
    between = python.held_by_me();
    return 2;
  });
  const auto outer = thrown_by([&] {
    call_blocking(python, [&] {
      call_blocking(python, []() -> int { throw cancelled{4}; });
      return 3;
    });
  });
  demand_no_misuse(python, "in an inner call that threw");
  demand_thrown(inner, "connection_lost of host 17", "an inner call");
  demand_state(between, false,
               "after an inner call that threw, in the outer's blocking part",
               "the inner call found the lock free, and must leave it so");
  demand_thrown(outer, "cancelled for reason 4", "an inner and an outer call");
  demand_state(python.held_by_me(), true,
               "after an outer call that the inner's exception ended", "");
  demand_stored(python, {2}, "calls, all but one of which threw");
}

TEST_CASE_METHOD(tandem::probe, "store_throws") {
  for (const bool before : {true, false}) {
    recorder python;
    python.before_store = [] { throw connection_lost{18}; };
    if (before) {
      python.acquire();
    }
    const auto seen =
        thrown_by([&] { call_blocking(python, [] { return 7; }); });
    const auto when = fmt::format(
        "after a call that began with the lock {} and whose store threw",
        held(before));
    demand_no_misuse(python, when);
    demand_state(python.held_by_me(), before, when,
                 "whatever is thrown, the lock is as before");
    demand_thrown(seen, "connection_lost of host 18", "a store that threw");
    demand_stored(python, {7}, "a call whose store threw");
  }
}

namespace {

/// A part that is not written yet is to be met on the main thread.
void meet_a_stub() {
  recorder python;
  call_blocking(python, [] { return 7; });
}

/// What a thread saw that made one call.
struct caller {
  bool inside = true;
  bool after = false;
  std::string thrown;
};

/// Two threads, each with a call whose blocking part waits for the other's.
struct two_callers {
  recorder python;
  tandem::rendezvous inside;  ///< of the blocking parts
  tandem::rendezvous gate;    ///< before either takes the lock back
  std::array<caller, 2> seen;
  static thread_local bool has_met;  ///< this thread the other, inside

  void run() {
    // Neither may take the lock back before the other tries to: so each has its
    // result, and has not stored it.
    python.before_acquire = [this] {
      if (has_met) {
        gate.meet();
      }
    };
    std::thread other{[this] { call_as(1); }};
    call_as(0);
    other.join();
    inside.demand_decided();
    gate.demand_decided();
  }

 private:
  void call_as(int number) {
    auto& mine = seen.at(static_cast<std::size_t>(number));
    has_met = false;
    inside.announce();
    python.acquire();
    try {
      mine.thrown = thrown_by([&] {
        call_blocking(python, [&] {
          mine.inside = python.held_by_me();
          gate.announce();
          // From here to the gate nothing of ours may put the threads in an
          // order: it would hide a race of the answer's.
          has_met = inside.meet();
          return 1 + number;
        });
      });
    } catch (const tandem::todo& part) {
      mine.thrown = part.what();  // some other call met none: not a stub
    }
    mine.after = python.held_by_me();
    gate.withdraw();
    inside.withdraw();
    python.end_of_thread();
  }
};

thread_local bool two_callers::has_met = false;

}  // namespace

TEST_CASE_METHOD(tandem::probe, "two_threads") {
  meet_a_stub();
  two_callers both;
  both.run();
  for (const auto& one : both.seen) {
    tandem::demand(one.thrown.empty(),
                   {.expected = "an answer, not an exception",
                    .saw = one.thrown,
                    .why = ""});
    demand_state(one.inside, false,
                 "while the blocking part runs, of either of two threads",
                 "what one thread has let go of says nothing of another");
  }
  tandem::demand(both.inside.met(),
                 {.expected = "two threads in their blocking parts at once",
                  .saw = "one waited for the other's to end",
                  .why = "the interpreter's lock was free: something else "
                         "keeps them apart"});
  demand_no_misuse(both.python, "in two threads");
  std::vector<int> values;
  values.reserve(both.python.stored().size());
  for (const auto& one : both.python.stored()) {
    values.push_back(one.value);
  }
  std::sort(values.begin(), values.end());
  tandem::demand(
      values == std::vector<int>{1, 2},
      {.expected = "1 from one thread and 2 from the other, stored once each",
       .saw = in_words(values),
       .why =
           values == std::vector<int>{1, 1} || values == std::vector<int>{2, 2}
               ? "one thread's result went where the other's was"
               : ""});
  for (const auto& one : both.python.stored()) {
    tandem::demand(one.held, {.expected = "store with the lock held",
                              .saw = "store without it, in two threads",
                              .why = ""});
  }
  for (const auto& one : both.seen) {
    demand_state(one.after, true, "after the call, in either of two threads",
                 "");
  }
}

TEST_CASE_METHOD(tandem::probe, "callback") {
  recorder python;
  python.acquire();
  bool inner = true;
  bool between = false;
  call_blocking(python, [&] {
    python.acquire();  // back into Python, which calls something blocking
    call_blocking(python, [&] {
      inner = python.held_by_me();
      return 1;
    });
    between = python.held_by_me();
    python.end_of_thread();
    return 2;
  });
  demand_no_misuse(python, "in a callback that holds the lock");
  demand_state(inner, false,
               "while the blocking part of a callback's own call runs",
               "the callback held the lock, whatever went before");
  demand_state(between, true, "after the callback's own call",
               "it held the lock before that call");
  demand_state(python.held_by_me(), true, "after the outer call", "");
  demand_stored(python, {1, 2}, "a call with a callback");
}

TEST_CASE_METHOD(tandem::probe, "without_the_lock") {
  recorder python;
  bool inside = true;
  call_blocking(python, [&] {
    inside = python.held_by_me();
    return 7;
  });
  demand_no_misuse(python, "in a thread that never held it");
  demand_state(inside, false, "while the blocking part runs", "");
  demand_state(python.held_by_me(), false, "after a call without it",
               "it is as before");
  demand_stored(python, {7}, "a call of a thread that never held the lock");
}

namespace {

/// The lesson's lock as an interpreter, for one call by a thread that holds it.
class over_global_lock final : public releasing_the_lock::interpreter {
 public:
  explicit over_global_lock(tandem::global_lock& lock) : lock_{lock} {}
  [[nodiscard]] bool held_by_me() const override { return held_; }
  void acquire() override {
    lock_.lock();
    held_ = true;
  }
  void release() override {
    held_ = false;
    lock_.unlock();
  }
  void store(int /*result*/) override {}

 private:
  tandem::global_lock& lock_;
  bool held_ = true;
};

}  // namespace

TEST_CASE_METHOD(tandem::probe, "the_lesson") {
  meet_a_stub();
  releasing_the_lock::evidence seen;
  seen.sleeps = releasing_the_lock::measure_sleeps(
      [](tandem::global_lock& lock, const std::function<void()>& action) {
        over_global_lock interpreter{lock};
        call_blocking(interpreter, [&] {
          action();
          return 0;
        });
      },
      3, tandem::scale::quick);
  const auto claims = releasing_the_lock::claims(seen);
  const auto& overlap = claims.at(0);
  if (overlap.is == tandem::verdict::inconclusive) {
    throw tandem::not_judged{overlap.reason};
  }
  tandem::demand(overlap.is == tandem::verdict::holds,
                 {.expected = "the lesson's claim: " + overlap.says,
                  .saw = describe_figure(overlap),
                  .why = ""});
}
