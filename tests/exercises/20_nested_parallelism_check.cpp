#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <functional>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/todo.hpp"
#include "common/workers/cpu_count.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/20_nested_parallelism_scene.hpp"
#include "tests/exercises/refusal.hpp"

namespace {

using nested_parallelism::budget;
using nested_parallelism::current_budget;
using nested_parallelism::with_budget;
using nested_parallelism_check::limit;
using nested_parallelism_check::other_thread;
using nested_parallelism_check::two_threads;

constexpr limit no_limit = std::nullopt;
constexpr int most = std::numeric_limits<int>::max();

std::string in_words(limit seen) {
  return seen ? fmt::format("a limit of {}", *seen) : "no limit";
}

/// What came out of `call`, in words; empty if nothing was thrown.
std::string thrown_by(const std::function<void()>& call) {
  try {
    call();
  } catch (const tandem::todo&) {
    throw;
  } catch (const std::exception& error) {
    return fmt::format("an exception that says \"{}\"", error.what());
  } catch (...) {
    return "an exception";
  }
  return "";
}

// --- The share.

/// The arguments of a call of `budget`.
struct question {
  int cpus = 1;
  int workers = 1;
  limit asked{};
};

std::string in_words(const question& one) {
  return fmt::format("budget({}, {}, {})", one.cpus, one.workers,
                     one.asked ? std::to_string(*one.asked) : "{}");
}

void demand_budget(const question& one, int right, const std::string& why) {
  int saw = 0;
  const auto thrown =
      thrown_by([&] { saw = budget(one.cpus, one.workers, one.asked); });
  tandem::demand(thrown.empty() && saw == right,
                 {.expected = fmt::format("{} gives {}", in_words(one), right),
                  .saw = thrown.empty() ? std::to_string(saw) : thrown,
                  .why = why});
}

void demand_refused(const question& one) {
  const auto saw = scene::instead_of_invalid_argument(
      [&] { return std::to_string(budget(one.cpus, one.workers, one.asked)); });
  tandem::demand(
      saw.empty(),
      {.expected = fmt::format("std::invalid_argument from {}", in_words(one)),
       .saw = saw,
       .why = "a number below 1 is a mistake of the caller's, and is found "
              "soonest if it is refused at once"});
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "share") {
  const std::string why =
      "the tasks of all workers together are to use the "
      "CPUs, and no more";
  demand_budget({8, 2}, 4, why);
  demand_budget({2, 2}, 1, why);
  demand_budget({6, 1}, 6, why);
  demand_budget({12, 3}, 4, why);
  demand_budget({8, 2}, 4, "the same arguments give the same");
}

TEST_CASE_METHOD(tandem::probe, "rounds_down") {
  const std::string why =
      "rounded up, the tasks together have more threads "
      "than there are CPUs";
  demand_budget({7, 2}, 3, why);
  demand_budget({8, 3}, 2, why);
  demand_budget({3, 2}, 1, why);
}

TEST_CASE_METHOD(tandem::probe, "at_least_one") {
  const std::string why = "a task without a thread would never end";
  demand_budget({2, 7}, 1, why);
  demand_budget({1, 2}, 1, why);
  demand_budget({1, 1}, 1, why);
}

TEST_CASE_METHOD(tandem::probe, "asked") {
  const std::string why =
      "who asks has a reason, and it holds in place of the "
      "share";
  demand_budget({8, 2, 3}, 3, why);
  demand_budget({8, 2, 1}, 1, why);
  demand_budget({8, 2, 5}, 5, why);
  demand_budget({8, 2, 16}, 16, why);
  demand_budget({2, 8, 2}, 2, why);
  demand_budget({8, 2}, 4, "each call stands for itself");
}

TEST_CASE_METHOD(tandem::probe, "large") {
  demand_budget({most, 1}, most, "every int is allowed");
  demand_budget({most, 2}, most / 2, "every int is allowed");
  demand_budget({most, most}, 1, "every int is allowed");
  demand_budget({1, most}, 1, "every int is allowed");
  demand_budget({most - 1, most}, 1, "every int is allowed");
  demand_budget({(1 << 24) + 1, 1}, (1 << 24) + 1,
                "a float holds 24 bits of a number");
  demand_budget({1, 1, most}, most, "every int is allowed");
}

TEST_CASE_METHOD(tandem::probe, "refused") {
  for (const int bad : {0, -1, std::numeric_limits<int>::min()}) {
    demand_refused({bad, 2});
    demand_refused({8, bad});
    demand_refused({8, 2, bad});
    demand_refused({bad, 2, 3});
    demand_refused({8, bad, 3});
    demand_refused({bad, bad});
  }
}

TEST_CASE_METHOD(tandem::probe, "made_up_shares") {
  std::mt19937 dice{20};  // always the same
  const auto number = [&](int highest) {
    return std::uniform_int_distribution<int>{1, highest}(dice);
  };
  for (int i = 0; i < 1'000; ++i) {
    const question one{number(300), number(40)};
    int right = 1;
    while ((right + 1) * one.workers <= one.cpus) {
      ++right;
    }
    demand_budget(one, right, "");
  }
}

// --- The scope. What is seen inside is kept, and demanded outside: an answer
// that holds exceptions back cannot hold back the verdict.

namespace {

void demand_limit(limit saw, limit right, const std::string& when,
                  const std::string& why = "") {
  tandem::demand(saw == right,
                 {.expected = fmt::format("{}: {}", when, in_words(right)),
                  .saw = in_words(saw),
                  .why = why});
}

void demand_nothing_thrown(const std::string& thrown, const std::string& by) {
  tandem::demand(thrown.empty(),
                 {.expected = fmt::format("no exception from {}", by),
                  .saw = thrown,
                  .why = ""});
}

/// One scope, and maybe others inside.
struct seen_scope {
  limit inside{};
  limit at_the_end{};
  int calls = 0;
  std::string thrown{};
  limit after{};
};

seen_scope look_into(int threads, const std::function<void()>& more) {
  seen_scope seen;
  seen.thrown = thrown_by([&] {
    with_budget(threads, [&] {
      ++seen.calls;
      seen.inside = current_budget();
      more();
      seen.at_the_end = current_budget();
    });
  });
  seen.after = current_budget();
  return seen;
}

seen_scope look_into(int threads) {
  return look_into(threads, [] {});
}

void demand_scope(const seen_scope& seen, const std::string& name, limit inside,
                  limit after, const std::string& why = "") {
  demand_nothing_thrown(seen.thrown, name);
  tandem::demand(seen.calls == 1,
                 {.expected = fmt::format("f called once by {}", name),
                  .saw = fmt::format("{} calls", seen.calls),
                  .why = why});
  demand_limit(seen.inside, inside, "inside " + name, why);
  demand_limit(seen.at_the_end, inside, "at the end of " + name,
               "what was inside is over, and no longer counts");
  demand_limit(seen.after, after, "after " + name);
}

/// Two scopes, one inside the other.
void demand_pair(int outer, int inner, const std::string& why) {
  seen_scope inside;
  const auto around = look_into(outer, [&] { inside = look_into(inner); });
  const auto name = [](const char* which, int threads) {
    return fmt::format("the {} scope of {}", which, threads);
  };
  demand_scope(inside, name("inner", inner), std::min(outer, inner), outer,
               why);
  demand_scope(around, name("outer", outer), outer, no_limit);
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "no_scope") {
  demand_limit(current_budget(), no_limit, "outside of all scopes");
}

TEST_CASE_METHOD(tandem::probe, "restored") {
  const auto seen = look_into(3);
  demand_scope(seen, "a scope of 3", 3, no_limit);
  demand_scope(look_into(5), "the next scope, of 5", 5, no_limit);
  demand_scope(look_into(1), "the next scope, of 1", 1, no_limit);
}

TEST_CASE_METHOD(tandem::probe, "nested") {
  demand_pair(6, 2, "a scope inside may give less");
  demand_pair(4, 4, "");
  // Three deep, and two beside each other.
  std::array<seen_scope, 3> inside;
  const auto outer = look_into(8, [&] {
    inside[0] = look_into(5, [&] { inside[1] = look_into(2); });
    inside[2] = look_into(7);
  });
  demand_scope(inside[1], "the third scope inside each other, of 2", 2, 5);
  demand_scope(inside[0], "the second one, of 5", 5, 8);
  demand_scope(inside[2], "one of 7 after it", 7, 8);
  demand_scope(outer, "the first one, of 8", 8, no_limit);
}

TEST_CASE_METHOD(tandem::probe, "cannot_raise") {
  demand_pair(2, 4, "who was given 2 threads cannot give 4");
  seen_scope inside;
  seen_scope between;
  look_into(6, [&] { between = look_into(2, [&] { inside = look_into(4); }); });
  demand_scope(inside, "a scope of 4 in one of 2 in one of 6", 2, 2,
               "the nearest scope around has 2");
  demand_scope(between, "the one of 2 in one of 6", 2, 6);
}

TEST_CASE_METHOD(tandem::probe, "largest") {
  demand_scope(look_into(most), "a scope of the largest int", most, no_limit,
               "every int from 1 is a limit");
  demand_scope(look_into(1'000), "a scope of 1000", 1'000, no_limit);
  demand_pair(most, most - 1, "");
}

TEST_CASE_METHOD(tandem::probe, "same_thread") {
  std::thread::id ran_on;
  with_budget(2, [&] { ran_on = std::this_thread::get_id(); });
  tandem::demand(ran_on == std::this_thread::get_id(),
                 {.expected = "f on the calling thread",
                  .saw = "another thread",
                  .why = "f may need what belongs to its thread: locks that it "
                         "holds, thread_local variables"});
}

TEST_CASE_METHOD(tandem::probe, "deep") {
  constexpr int depth = 5'000;
  int wrong_inside = 0;
  int wrong_after = 0;
  std::function<void(int)> descend = [&](int level) {
    if (level == depth) {
      return;
    }
    const int threads = 2 * depth - level;
    with_budget(threads, [&] {
      wrong_inside += current_budget() == threads ? 0 : 1;
      descend(level + 1);
      wrong_after += current_budget() == threads ? 0 : 1;
    });
  };
  const auto thrown = thrown_by([&] { descend(0); });
  demand_nothing_thrown(thrown,
                        fmt::format("{} scopes inside each other", depth));
  tandem::demand(
      wrong_inside == 0 && wrong_after == 0,
      {.expected = fmt::format("{} scopes inside each other, each with its "
                               "limit at its begin and at its end",
                               depth),
       .saw = fmt::format("{} begin and {} end with another", wrong_inside,
                          wrong_after),
       .why = "each scope remembers what was before it, however many there "
              "are"});
}

// --- Exceptions.

namespace {

/// Not a standard exception, so only `catch (...)` meets it.
struct cancelled {
  int reason = 0;
};

/// A standard exception that is more than its base class.
class out_of_paper : public std::runtime_error {
 public:
  explicit out_of_paper(int sheets)
      : std::runtime_error{"out of paper"}, sheets_{sheets} {}
  [[nodiscard]] int sheets() const { return sheets_; }

 private:
  int sheets_;
};

/// What is thrown, and in words what has to come out.
struct failure {
  std::function<void()> raise;
  std::string wanted;
};

std::string kind_thrown_by(const std::function<void()>& call) {
  try {
    call();
  } catch (const tandem::todo&) {
    throw;
  } catch (const out_of_paper& error) {
    return fmt::format("out_of_paper, of {} sheets", error.sheets());
  } catch (const cancelled& error) {
    return fmt::format("cancelled, for reason {}", error.reason);
  } catch (const std::bad_alloc&) {
    return "std::bad_alloc";
  } catch (int number) {
    return fmt::format("the int {}", number);
  } catch (const std::exception& error) {
    return fmt::format("an exception that says \"{}\"", error.what());
  } catch (...) {
    return "something else";
  }
  return "no exception";
}

failure out_of_paper_thrown() {
  return {[] { throw out_of_paper{3}; }, "out_of_paper, of 3 sheets"};
}

/// A scope whose f throws, alone and inside another.
void demand_passes(const failure& what) {
  int calls = 0;
  const auto fails = [&](int threads) {
    return kind_thrown_by([&] {
      with_budget(threads, [&] {
        ++calls;
        what.raise();
      });
    });
  };
  const auto alone = fails(3);
  const auto after_alone = current_budget();
  std::string inner;
  limit after_inner;
  const auto outer = look_into(6, [&] {
    inner = fails(2);
    after_inner = current_budget();
  });
  const auto name = fmt::format("a scope whose f throws {}", what.wanted);
  for (const auto& seen : {alone, inner}) {
    tandem::demand(
        seen == what.wanted,
        {.expected = fmt::format("{}, as it was thrown", what.wanted),
         .saw = seen,
         .why = ""});
  }
  tandem::demand(calls == 2, {.expected = "f called once by each scope",
                              .saw = fmt::format("{} calls in 2", calls),
                              .why = ""});
  const std::string why =
      "an exception leaves by another way than a result, and the limit must "
      "be as before on that, too";
  demand_limit(after_alone, no_limit, "after " + name, why);
  demand_limit(after_inner, 6, "after it, in a scope of 6", why);
  demand_scope(outer, "the scope of 6 around it", 6, no_limit);
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "exception") {
  // Alone first: what is lost on the way, and what remains.
  const auto what = out_of_paper_thrown();
  const auto seen = kind_thrown_by([&] { with_budget(3, what.raise); });
  const auto after = current_budget();
  tandem::demand(seen == what.wanted,
                 {.expected = what.wanted + ", as f has thrown it",
                  .saw = seen,
                  .why = ""});
  demand_limit(after, no_limit, "after a scope whose f throws",
               "an exception leaves by another way than a result, and the "
               "limit must be as before on that, too");
  demand_pair(4, 2, "");
}

TEST_CASE_METHOD(tandem::probe, "any_exception") {
  for (const auto& what :
       {failure{[] { throw cancelled{4}; }, "cancelled, for reason 4"},
        failure{[] { throw 7; }, "the int 7"},
        failure{[] { throw std::bad_alloc{}; }, "std::bad_alloc"},
        failure{[] { throw std::invalid_argument{"mine"}; },
                "an exception that says \"mine\""}}) {
    const auto seen = kind_thrown_by([&] { with_budget(3, what.raise); });
    const auto after = current_budget();
    tandem::demand(seen == what.wanted,
                   {.expected = what.wanted + ", as f has thrown it",
                    .saw = seen,
                    .why = ""});
    demand_limit(after, no_limit, "after a scope whose f throws " + what.wanted,
                 "whatever is thrown, the limit must be as before");
  }
}

TEST_CASE_METHOD(tandem::probe, "nested_exception") {
  demand_passes(out_of_paper_thrown());
  demand_passes({[] { throw cancelled{4}; }, "cancelled, for reason 4"});
  demand_passes({[] { throw std::bad_alloc{}; }, "std::bad_alloc"});
  // Through two scopes at once.
  limit between;
  look_into(8, [&] {
    kind_thrown_by([] {
      with_budget(4, [] { with_budget(2, [] { throw cancelled{1}; }); });
    });
    between = current_budget();
  });
  demand_limit(between, 8,
               "in a scope of 8, after an exception has left two "
               "scopes inside it");
}

TEST_CASE_METHOD(tandem::probe, "in_a_destructor") {
  look_into(1);  // a part that is not written yet is met here
  seen_scope last;
  seen_scope inside;
  try {
    with_budget(5, [&] {
      const std::shared_ptr<void> at_the_end{
          nullptr,
          [&](void*) { last = look_into(3, [&] { inside = look_into(2); }); }};
      throw cancelled{4};
    });
  } catch (const cancelled&) {
  }
  const auto after = current_budget();
  demand_scope(inside,
               "a scope of 2 in one of 3, in a destructor while an "
               "exception passes",
               2, 3);
  demand_scope(last, "the one of 3, in one of 5", 3, 5);
  demand_limit(after, no_limit, "when the exception has left the scope of 5");
}

TEST_CASE_METHOD(tandem::probe, "refused_scope") {
  for (const int bad : {0, -1, std::numeric_limits<int>::min()}) {
    for (const bool around : {false, true}) {
      int calls = 0;
      bool right = false;
      limit after;
      const auto refuse = [&] {
        try {
          with_budget(bad, [&] { ++calls; });
        } catch (const std::invalid_argument&) {
          right = true;
        } catch (const tandem::todo&) {
          throw;
        } catch (...) {
        }
        after = current_budget();
      };
      if (around) {
        look_into(3, refuse);
      } else {
        refuse();
      }
      const auto name = fmt::format("with_budget({}, f){}", bad,
                                    around ? " in a scope of 3" : "");
      tandem::demand(
          right && calls == 0,
          {.expected = fmt::format("std::invalid_argument from {}", name),
           .saw = calls > 0 ? "f was called"
                            : "no exception, or another, and no call of f",
           .why = "nobody can compute on less than 1 thread"});
      demand_limit(after, around ? limit{3} : no_limit, "after " + name,
                   "what is refused changes nothing");
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "arguments_alone") {
  int inside = 0;
  look_into(2, [&] { inside = budget(8, 2, {}); });
  tandem::demand(inside == 4,
                 {.expected = "budget(8, 2, {}) gives 4, inside a scope of 2, "
                              "too",
                  .saw = std::to_string(inside),
                  .why = "it depends on its arguments alone: who calls it "
                         "inside a task gives the limit as CPUs"});
}

TEST_CASE_METHOD(tandem::probe, "made_up_scopes") {
  std::mt19937 dice{20};  // always the same
  const auto number = [&](int highest) {
    return std::uniform_int_distribution<int>{1, highest}(dice);
  };
  std::string wrong;
  const auto look = [&](limit right) {
    const auto saw = current_budget();
    if (wrong.empty() && saw != right) {
      wrong = fmt::format("{}, not {}", in_words(saw), in_words(right));
    }
  };
  const std::function<void(int, limit)> play = [&](int depth, limit around) {
    look(around);
    for (int i = number(4); i > 1 && depth < 6; --i) {
      const int threads = number(9);
      const bool throws = number(3) == 1;
      try {
        with_budget(threads, [&] {
          play(depth + 1, std::min(threads, around.value_or(threads)));
          if (throws) {
            throw cancelled{i};
          }
        });
      } catch (const cancelled&) {
      }
      look(around);
    }
  };
  for (int i = 0; i < 50; ++i) {
    play(0, no_limit);
  }
  tandem::demand(wrong.empty(),
                 {.expected = "in hundreds of scopes inside each other, some "
                              "left by exceptions, the lowest around",
                  .saw = wrong,
                  .why = ""});
}

// --- Threads.

TEST_CASE_METHOD(tandem::probe, "new_thread") {
  look_into(1);  // a part that is not written yet is met here
  limit there = -1;
  seen_scope its_own;
  limit here;
  std::unique_ptr<other_thread> young;
  with_budget(2, [&] {
    young = std::make_unique<other_thread>([&] {
      there = current_budget();
      its_own = look_into(7);
    });
    young->run();
    here = current_budget();
  });
  young->demand_done();
  demand_limit(there, no_limit, "in a thread that was started inside a scope",
               "each thread has a limit of its own, and begins without");
  demand_scope(its_own, "a scope of 7 in that thread", 7, no_limit,
               "what one thread was given says nothing of another");
  demand_limit(here, 2, "in the scope of 2, after another thread had its own",
               "no other thread may change it");
}

TEST_CASE_METHOD(tandem::probe, "other_scopes") {
  look_into(1);  // a part that is not written yet is met here
  std::array<seen_scope, 2> theirs;
  limit between;
  limit here;
  other_thread old{[&] {
    theirs[0] = look_into(3);
    between = current_budget();
    theirs[1] = look_into(8, [&] { theirs[0] = look_into(5); });
  }};
  with_budget(4, [&] {
    with_budget(2, [&] {
      old.run();
      here = current_budget();
    });
  });
  old.demand_done();
  demand_limit(here, 2, "in a scope of 2, after another thread has had scopes",
               "no other thread may change it");
  demand_limit(between, no_limit, "in an older thread, outside of its scopes");
  demand_scope(theirs[0], "a scope of 5 in one of 8, in that thread", 5, 8);
  demand_scope(theirs[1], "the one of 8", 8, no_limit);
}

TEST_CASE_METHOD(tandem::probe, "two_threads") {
  look_into(1);  // a part that is not written yet is met here
  two_threads both;
  both.run();
  tandem::demand(both.inside.met(),
                 {.expected = "two threads in scopes at once",
                  .saw = "one waits until the other has left",
                  .why = "scopes last as long as their tasks: one after the "
                         "other, nothing is parallel any more"});
  tandem::demand(both.left.met(),
                 {.expected = "the first thread leaves its scopes",
                  .saw = "it waits until the second has left its own",
                  .why = "who has come first may have less to do"});
  tandem::demand(!both.first.threw && !both.second.threw,
                 {.expected = "scopes in two threads, and no exception",
                  .saw = "an exception",
                  .why = ""});
  const std::string why =
      "threads do not leave their scopes in the order in "
      "which they came: each has its own way back";
  demand_limit(both.first.inside, 2, "in the first thread's scope of 2");
  demand_limit(both.second.inside, 3, "in the second thread's scope of 3");
  demand_limit(both.first.between, 5, "back in the first one's scope of 5",
               why);
  demand_limit(both.second.when_the_other_has_left, 3,
               "in the second one's scope of 3, when the first has left", why);
  demand_limit(both.second.between, 7, "back in the second one's scope of 7",
               why);
  demand_limit(both.first.after, no_limit, "after the first one's scopes", why);
  demand_limit(both.second.after, no_limit, "after the second one's scopes",
               why);
}

TEST_CASE_METHOD(tandem::probe, "the_lesson") {
  constexpr int workers = 2;
  const int cpus = tandem::count_cpus().workers();
  const auto seen = nested_parallelism::measure(budget(cpus, workers, {}),
                                                workers, tandem::scale::quick);
  for (const auto& claim : nested_parallelism::claims(seen)) {
    if (claim.id.starts_with("capped")) {
      if (claim.is == tandem::verdict::inconclusive) {
        throw tandem::not_judged{claim.reason};
      }
      tandem::demand(claim.is == tandem::verdict::holds,
                     {.expected = "the lesson's claim: " + claim.says,
                      .saw = describe_figure(claim),
                      .why = ""});
    }
  }
}
