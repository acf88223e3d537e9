#include <fmt/format.h>

#include <atomic>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "answer.hpp"
#include "common/locking/gate.hpp"
#include "common/locking/occupancy.hpp"
#include "common/locking/rendezvous.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/timeline.hpp"
#include "common/timing/work.hpp"
#include "common/workers/run_jobs.hpp"
#include "tests/catch.hpp"

namespace {

using global_lock::interpreter;
using global_lock::job;
using tandem::doing;

constexpr int threads = 3;

void nothing() {}

/// Each thread runs one job whose `inside` waits for the others' to come in.
struct crowd {
  tandem::timeline timeline{threads};
  int most = 0;
  bool met = false;
};

crowd crowd_inside(interpreter& answer) {
  crowd seen;
  tandem::rendezvous all{threads};
  tandem::rendezvous place{2, threads};
  tandem::occupancy room;
  tandem::run_each(threads, threads, [&](std::size_t, int worker) {
    all.meet();
    place.announce();
    seen.timeline.note(worker, doing::waiting);
    answer.run({nothing, [&] {
                  room.enter();
                  seen.timeline.note(worker, doing::running);
                  place.meet();
                  tandem::burn_cpu(std::chrono::milliseconds{3});
                  seen.timeline.note(worker, doing::nothing);
                  room.leave();
                  return 0;
                }});
  });
  all.demand_decided();
  place.demand_decided();
  seen.most = room.most();
  seen.met = place.met();
  return seen;
}

void demand_one_inside(interpreter& answer, const std::string& expected,
                       const std::string& why) {
  const auto seen = crowd_inside(answer);
  tandem::demand(
      seen.most == 1 && !seen.met,
      {.expected = expected,
       .saw = fmt::format("{} inside at once\n{}", seen.most,
                          tandem::draw(seen.timeline, "", {}, "thread", 68)),
       .why = why});
}

/// Lets one thread run a job that throws, and then asks whether another one
/// still gets in. That one is left behind where it never does, so all that it
/// uses must live on.
struct survivor {
  std::shared_ptr<interpreter> answer;
  tandem::rendezvous place{2};
};

bool another_gets_in(const std::shared_ptr<interpreter>& answer) {
  const auto shared = std::make_shared<survivor>();
  shared->answer = answer;
  std::thread other{[shared] {
    shared->place.announce();
    shared->answer->run({nothing, [&] {
                           shared->place.meet();
                           return 0;
                         }});
  }};
  const bool came = shared->place.meet();
  if (came) {
    other.join();
  } else {
    other.detach();
    shared->place.demand_decided();
  }
  return came;
}

/// Runs a job that throws, and says what came out of it.
std::string thrown_by(interpreter& answer, const job& todo) {
  try {
    answer.run(todo);
  } catch (const std::out_of_range& error) {
    return fmt::format("std::out_of_range: {}", error.what());
  } catch (const std::exception& error) {
    return fmt::format("another exception: {}", error.what());
  } catch (int number) {
    return fmt::format("the number {}", number);
  } catch (...) {
    return "something else";
  }
  return "nothing was thrown";
}

/// While a thread waits to get inside, the one that is there throws. Whether
/// the waiting one then gets in.
struct waiter {
  std::shared_ptr<interpreter> answer;
  tandem::rendezvous waits{2};
  tandem::gate gate;
  bool came = false;
};

bool a_waiter_gets_in(const std::shared_ptr<interpreter>& answer) {
  const auto shared = std::make_shared<waiter>();
  shared->answer = answer;
  std::thread other;
  try {
    answer->run({nothing, [&]() -> int {
                   other = std::thread{[shared] {
                     shared->waits.announce();
                     shared->answer->run({nothing, [&] {
                                            shared->gate.change(
                                                [&] { shared->came = true; });
                                            return 0;
                                          }});
                   }};
                   shared->waits.meet();  // they cannot: it waits by now
                   throw 12;
                 }});
  } catch (int) {
  }
  const auto seen = shared->gate.wait_until([&] { return shared->came; });
  if (seen == tandem::passage::happened) {
    other.join();
  } else {
    other.detach();
    shared->waits.demand_decided();
  }
  return seen != tandem::passage::cannot_happen;
}

/// One thread is inside, and meanwhile another one's outside throws. Whether a
/// third one then gets in beside the first.
bool a_thrower_lets_in(interpreter& answer) {
  tandem::rendezvous has_thrown{2};
  tandem::rendezvous place{2};
  std::atomic<bool> is_inside{false};
  std::atomic<bool> is_over{false};
  tandem::run_each(3, 3, [&](std::size_t which, int) {
    if (which == 0) {
      place.announce();
      answer.run({nothing, [&] {
                    is_inside = true;
                    is_inside.notify_all();
                    has_thrown.meet();
                    is_over = true;
                    is_over.notify_all();
                    place.meet();
                    return 0;
                  }});
    } else if (which == 1) {
      is_inside.wait(false);
      has_thrown.announce();
      thrown_by(answer, {[] { throw std::out_of_range{"no such file"}; },
                         [] { return 0; }});
      has_thrown.meet();
    } else {
      is_over.wait(false);
      place.announce();
      answer.run({nothing, [&] {
                    place.meet();
                    return 0;
                  }});
    }
  });
  place.demand_decided();
  return place.met();
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "both_phases") {
  const auto answer = global_lock::make_interpreter();
  tandem::demand(answer != nullptr,
                 {.expected = "an interpreter", .saw = "null", .why = ""});
  for (const int value : {41, -7}) {
    std::string order;
    bool elsewhere = false;
    const auto self = std::this_thread::get_id();
    const int result =
        answer->run({[&] {
                       order += "outside ";
                       elsewhere |= std::this_thread::get_id() != self;
                     },
                     [&] {
                       order += "inside ";
                       elsewhere |= std::this_thread::get_id() != self;
                       return value;
                     }});
    tandem::demand(order == "outside inside ",
                   {.expected = "outside, then inside, once each",
                    .saw = order.empty() ? "neither" : order,
                    .why = ""});
    tandem::demand(!elsewhere,
                   {.expected = "both phases in the thread that calls run",
                    .saw = "another thread ran one of them",
                    .why = ""});
    tandem::demand(result == value,
                   {.expected = fmt::format("what inside returns: {}", value),
                    .saw = fmt::format("{}", result),
                    .why = ""});
  }
}

TEST_CASE_METHOD(tandem::probe, "occupancy") {
  const auto answer = global_lock::make_interpreter();
  for (int round = 0; round < 3; ++round) {
    demand_one_inside(
        *answer, "at most 1 thread inside at once",
        "nobody waited for anybody: is there one lock, the same one for all "
        "threads, and is it held until inside has returned? A guard without a "
        "name is gone at once");
  }
}

TEST_CASE_METHOD(tandem::probe, "outside_together") {
  const auto answer = global_lock::make_interpreter();
  tandem::rendezvous place{threads};
  tandem::run_each(threads, threads, [&](std::size_t, int) {
    place.announce();
    answer->run({[&] { place.meet(); }, [] { return 0; }});
  });
  place.demand_decided();
  tandem::demand(place.met(),
                 {.expected = "three threads in their outside phase at once",
                  .saw = "one was outside, and the others waited for a lock",
                  .why = "the lock is held where nobody needs it"});
}

TEST_CASE_METHOD(tandem::probe, "outside_beside_inside") {
  const auto answer = global_lock::make_interpreter();
  enum phase : std::size_t { inside, outside };
  for (const auto first : {inside, outside}) {
    tandem::rendezvous place{2};
    std::atomic<bool> first_is_there{false};
    const auto meet = [&] {
      first_is_there = true;
      first_is_there.notify_all();
      place.meet();
    };
    tandem::run_each(2, 2, [&](std::size_t which, int) {
      if (which != first) {
        first_is_there.wait(false);
      }
      place.announce();
      answer->run(
          {which == outside ? std::function<void()>{meet} : nothing, [&] {
             if (which == inside) {
               meet();
             }
             return 0;
           }});
    });
    place.demand_decided();
    tandem::demand(place.met(),
                   {.expected = "one thread outside while another is inside",
                    .saw = "the one waited until the other had ended",
                    .why = "the lock is held, or waited for, where nobody "
                           "needs it"});
  }
}

TEST_CASE_METHOD(tandem::probe, "exception_inside") {
  const std::shared_ptr<interpreter> answer = global_lock::make_interpreter();
  const auto thrown = thrown_by(
      *answer, {nothing, []() -> int { throw std::out_of_range{"row 12"}; }});
  tandem::demand(thrown == "std::out_of_range: row 12",
                 {.expected = "what inside threw, a std::out_of_range",
                  .saw = thrown,
                  .why = ""});
  tandem::demand(another_gets_in(answer),
                 {.expected = "after inside threw, other threads get in",
                  .saw = "the next thread waits for ever",
                  .why = "the lock was not released on the way out that an "
                         "exception takes"});
  demand_one_inside(*answer, "at most 1 inside at once, after inside threw",
                    "before it threw there was 1 at most: was the lock "
                    "released twice?");

  const std::shared_ptr<interpreter> fresh = global_lock::make_interpreter();
  const auto number = thrown_by(*fresh, {nothing, []() -> int { throw 12; }});
  tandem::demand(number == "the number 12",
                 {.expected = "what inside threw, the number 12",
                  .saw = number,
                  .why = "not everything that is thrown is a std::exception"});
  tandem::demand(another_gets_in(fresh),
                 {.expected = "after inside threw a number, others get in",
                  .saw = "the next thread waits for ever",
                  .why = "the lock was released for some exceptions only"});
  tandem::demand(a_waiter_gets_in(fresh),
                 {.expected = "a thread that waits to get in, until the one "
                              "inside throws, gets in",
                  .saw = "it waits for ever",
                  .why = "the lock is free, but nobody woke the one that "
                         "waits"});
}

TEST_CASE_METHOD(tandem::probe, "exception_outside") {
  const std::shared_ptr<interpreter> answer = global_lock::make_interpreter();
  bool ran_inside = false;
  const auto thrown =
      thrown_by(*answer, {[] { throw std::out_of_range{"no such file"}; },
                          [&] {
                            ran_inside = true;
                            return 0;
                          }});
  tandem::demand(thrown == "std::out_of_range: no such file",
                 {.expected = "what outside threw, a std::out_of_range",
                  .saw = thrown,
                  .why = ""});
  tandem::demand(!ran_inside,
                 {.expected = "no inside phase where outside threw",
                  .saw = "inside ran",
                  .why = ""});
  tandem::demand(another_gets_in(answer),
                 {.expected = "after outside threw, other threads get in",
                  .saw = "the next thread waits for ever",
                  .why = ""});
  tandem::demand(!a_thrower_lets_in(*answer),
                 {.expected = "at most 1 inside at once, though the outside of "
                              "another job throws",
                  .saw = "2 inside at once",
                  .why = "who does not hold the lock must not release it"});
}

TEST_CASE_METHOD(tandem::probe, "one_after_the_other") {
  // A plain number, which only the lock guards: ThreadSanitizer looks on. Each
  // thread's last job throws, so that somebody comes in after one that threw.
  constexpr int turns = 60;
  const auto answer = global_lock::make_interpreter();
  tandem::rendezvous all{threads};
  int counted = 0;
  std::atomic<int> wrong_results{0};
  tandem::run_each(threads, threads, [&](std::size_t, int) {
    all.meet();
    for (int i = 0; i < turns; ++i) {
      int mine = 0;
      const int result =
          answer->run({nothing, [&] { return mine = ++counted; }});
      wrong_results += result == mine ? 0 : 1;
      thrown_by(*answer, {nothing, [&]() -> int { throw ++counted; }});
    }
  });
  tandem::demand(
      wrong_results == 0,
      {.expected = "run returns what the inside of its own job returned",
       .saw = fmt::format("{} times it did not", wrong_results.load()),
       .why = ""});
  constexpr int additions = 2 * threads * turns;
  tandem::demand(
      counted == additions,
      {.expected = fmt::format("{} additions inside", additions),
       .saw = fmt::format("{}", counted),
       .why = "two threads added at once, and one of the two was lost"});
}
