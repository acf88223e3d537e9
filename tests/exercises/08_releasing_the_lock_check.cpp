#include <fmt/format.h>

#include <array>
#include <exception>
#include <functional>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "answer.hpp"
#include "common/locking/rendezvous.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/todo.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/08_releasing_the_lock_scene.hpp"

namespace {

using releasing_the_lock::call_blocking;
using scene::recorder;

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
                   const std::string& during, const std::string& why = "") {
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
                  : why});
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

void demand_once(int calls) {
  tandem::demand(calls == 1, {.expected = "the blocking part called once",
                              .saw = fmt::format("{} calls", calls),
                              .why = ""});
}

/// All that holds after `call`, which the thread began with the lock or not.
void demand_as_before(const recorder& python, bool before,
                      const std::vector<int>& stored, const std::string& call,
                      const std::string& why = "") {
  demand_no_misuse(python, "in " + call);
  demand_state(python.held_by_me(), before, "after " + call, why);
  demand_stored(python, stored, call);
}

/// A call whose blocking part returns 7.
struct single_call {
  recorder python;
  int calls = 0;
  bool inside = true;  ///< whether the thread held the lock there
  std::thread::id ran_on;

  explicit single_call(bool with_the_lock) {
    if (with_the_lock) {
      python.acquire();
    }
    call_blocking(python, [this] {
      ++calls;
      inside = python.held_by_me();
      ran_on = std::this_thread::get_id();
      return 7;
    });
  }
};

/// A part that is not written yet is to be met on the main thread, and not in a
/// destructor.
void meet_a_stub() {
  recorder python;
  call_blocking(python, [] { return 7; });
}

/// What throws, and in words what then comes out.
struct failure {
  std::function<void()> raise;
  std::string wanted;
};

/// A standard exception that says no more than its text.
template <typename exception>
failure plain(const exception& what) {
  return {[what] { throw what; },
          fmt::format("an exception that says \"{}\"", what.what())};
}

/// A call that fails in its blocking part or in store.
void demand_passes(const failure& what, const std::string& where, bool before) {
  recorder python;
  if (before) {
    python.acquire();
  }
  const bool in_store = where == "store";
  python.before_store = in_store ? what.raise : [] {};
  int calls = 0;
  const auto seen = thrown_by([&] {
    call_blocking(python, [&] {
      ++calls;
      if (!in_store && calls == 1) {
        what.raise();
      }
      return 7;
    });
  });
  const auto call =
      fmt::format("a call that began {} the lock and whose {} threw",
                  before ? "with" : "without", where);
  demand_once(calls);
  demand_as_before(python, before,
                   in_store ? std::vector<int>{7} : std::vector<int>{}, call,
                   "an exception leaves by another way than a result, and the "
                   "lock must be as before on that, too");
  demand_thrown(seen, what.wanted, call);
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "released") {
  const single_call seen{true};
  demand_once(seen.calls);
  demand_no_misuse(seen.python, "in a single call");
  demand_state(seen.inside, false, "while the blocking part runs",
               "nobody else can run Python code until it returns");
}

TEST_CASE_METHOD(tandem::probe, "taken_back") {
  const single_call seen{true};
  demand_no_misuse(seen.python, "in a single call");
  demand_state(seen.python.held_by_me(), true,
               "after a call that began with it",
               "the caller goes on to run Python code, and others do, too");
}

TEST_CASE_METHOD(tandem::probe, "stored") {
  const single_call seen{true};
  demand_stored(seen.python, {7}, "a call whose blocking part returned 7");
}

TEST_CASE_METHOD(tandem::probe, "same_thread") {
  const single_call seen{true};
  const auto me = std::this_thread::get_id();
  tandem::demand(
      seen.ran_on == me && seen.python.stored().at(0).by == me,
      {.expected = "the blocking part and store on the calling thread",
       .saw = "another thread",
       .why = "a function may need what belongs to its thread: errno, "
              "thread_local variables"});
}

TEST_CASE_METHOD(tandem::probe, "exception") {
  demand_passes(
      {[] { throw connection_lost{17}; }, "connection_lost of host 17"},
      "blocking part", true);
  // What many would try again.
  demand_passes(
      plain(std::system_error{std::make_error_code(std::errc::interrupted)}),
      "blocking part", true);
}

TEST_CASE_METHOD(tandem::probe, "any_exception") {
  demand_passes({[] { throw cancelled{4}; }, "cancelled for reason 4"},
                "blocking part", true);
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
  demand_as_before(python, true, {1, 2},
                   "a call with another inside its blocking part");
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
  demand_thrown(inner, "connection_lost of host 17", "an inner call");
  demand_state(between, false,
               "after an inner call that threw, in the outer's blocking part",
               "the inner call found the lock free, and must leave it so");
  const auto outer = thrown_by([&] {
    call_blocking(python, [&] {
      call_blocking(python, []() -> int { throw cancelled{4}; });
      return 3;
    });
  });
  demand_thrown(outer, "cancelled for reason 4", "an inner and an outer call");
  demand_as_before(
      python, true, {2},
      "two outer calls, the second ended by the inner's exception");
}

TEST_CASE_METHOD(tandem::probe, "store_throws") {
  for (const bool before : {true, false}) {
    demand_passes(
        {[] { throw connection_lost{18}; }, "connection_lost of host 18"},
        "store", before);
    demand_passes(plain(std::bad_alloc{}), "store", before);
  }
}

TEST_CASE_METHOD(tandem::probe, "in_a_destructor") {
  meet_a_stub();
  recorder python;
  python.acquire();
  std::string thrown;
  try {
    const std::shared_ptr<void> last{
        nullptr, [&](void*) {
          thrown = thrown_by([&] { call_blocking(python, [] { return 7; }); });
        }};
    throw cancelled{4};
  } catch (const cancelled&) {
  }
  tandem::demand(
      thrown.empty(),
      {.expected = "an answer, not an exception", .saw = thrown, .why = ""});
  demand_as_before(python, true, {7},
                   "a destructor's call while an exception passes");
}

namespace {

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
  const auto& stored = both.python.stored();
  const bool second_first = !stored.empty() && stored.front().value == 2;
  const bool twice = stored.size() == 2 && stored[0].value == stored[1].value;
  demand_stored(both.python,
                second_first ? std::vector<int>{2, 1} : std::vector<int>{1, 2},
                "two threads",
                twice ? "one thread's result went where the other's was" : "");
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
  demand_state(inner, false,
               "while the blocking part of a callback's own call runs",
               "the callback held the lock, whatever went before");
  demand_state(between, true, "after the callback's own call",
               "it held the lock before that call");
  demand_as_before(python, true, {1, 2},
                   "a call with a callback that holds the lock");
}

TEST_CASE_METHOD(tandem::probe, "without_the_lock") {
  const single_call seen{false};
  demand_state(seen.inside, false, "while the blocking part runs", "");
  demand_as_before(seen.python, false, {7},
                   "a call of a thread that never held the lock");
  tandem::demand(seen.python.acquires() == 1,
                 {.expected = "the lock taken once, for store, by a thread "
                              "that did not hold it",
                  .saw = fmt::format("taken {} times", seen.python.acquires()),
                  .why = "each time it may wait for others, and here it did so "
                         "for nothing"});
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
