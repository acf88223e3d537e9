#include <fmt/format.h>

#include <atomic>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "answer.hpp"
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

/// Runs a job that throws `kind`, and says what came out of it.
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
    const auto seen = crowd_inside(*answer);
    tandem::demand(
        seen.most == 1 && !seen.met,
        {.expected = "at most 1 thread inside at once",
         .saw = fmt::format("{} inside at once\n{}", seen.most,
                            tandem::draw(seen.timeline, "", {}, "thread", 68)),
         .why =
             "nobody waited for anybody: is there one lock, the same one for "
             "all threads, and is it held until inside has returned? A guard "
             "without a name is gone at once"});
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
  tandem::rendezvous place{2};
  tandem::run_each(2, 2, [&](std::size_t which, int) {
    place.announce();
    const auto meet = [&] { place.meet(); };
    answer->run({which == 0 ? std::function<void()>{meet} : nothing, [&] {
                   if (which == 1) {
                     meet();
                   }
                   return 0;
                 }});
  });
  place.demand_decided();
  tandem::demand(place.met(),
                 {.expected = "one thread outside while another is inside",
                  .saw = "the one waited until the other had ended",
                  .why = "the lock is held where nobody needs it"});
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
}

TEST_CASE_METHOD(tandem::probe, "one_after_the_other") {
  // A plain number, which only the lock guards: ThreadSanitizer looks on.
  constexpr int turns = 60;
  const auto answer = global_lock::make_interpreter();
  tandem::rendezvous all{threads};
  int counted = 0;
  std::atomic<int> went_back{0};
  tandem::run_each(threads, threads, [&](std::size_t, int) {
    all.meet();
    int before = 0;
    for (int i = 0; i < turns; ++i) {
      const int now = answer->run({nothing, [&] { return ++counted; }});
      went_back += now <= before ? 1 : 0;
      before = now;
    }
  });
  tandem::demand(
      went_back == 0,
      {.expected = "what inside returns: a number that only grows",
       .saw = fmt::format("{} times it did not grow", went_back.load()),
       .why = ""});
  tandem::demand(
      counted == threads * turns,
      {.expected = fmt::format("{} additions inside", threads * turns),
       .saw = fmt::format("{}", counted),
       .why = "two threads added at once, and one of the two was lost"});
}
