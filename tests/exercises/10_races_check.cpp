#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <atomic>
#include <chrono>
#include <exception>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/locking/lock_order.hpp"
#include "common/locking/rendezvous.hpp"
#include "common/teaching/probe.hpp"
#include "common/timing/clock_reader.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/10_races_scene.hpp"

namespace {

using races_check::balance;
using races_check::branch;
using races_check::call;
using races_check::deposit;
using races_check::moment;
using races_check::total;
using races_check::transfer;
using races_check::withdraw;
using after = races_check::moment::after;
using std::chrono::nanoseconds;

std::string in_words(const std::vector<int>& balances) {
  return fmt::format("balances {}", fmt::join(balances, ", "));
}

/// No lock of ours is held any more, and none was misused.
void demand_locks_free(const branch& here, const std::string& when) {
  for (std::size_t i = 0; i < here.accounts(); ++i) {
    const auto misuse = here.lock(i).misuse();
    tandem::demand(
        misuse != tandem::lock_misuse::locked_twice,
        {.expected = "a thread never locks or tries a lock that it holds",
         .saw =
             fmt::format("{}: the lock of account {} was taken twice", when, i),
         .why = "a mutex is not recursive: the thread waits for itself"});
    tandem::demand(
        misuse != tandem::lock_misuse::not_held,
        {.expected = "a thread unlocks what it holds, and nothing else",
         .saw = fmt::format("{}: the lock of account {} was unlocked by a "
                            "thread that did not hold it",
                            when, i),
         .why = ""});
    tandem::demand(
        !here.lock(i).is_held(),
        {.expected = "a call has released every lock that it took",
         .saw = fmt::format("after {}: the lock of account {} is still held",
                            when, i),
         .why = "whoever needs it next waits for ever; a lock_guard releases "
                "it on every way out"});
  }
}

/// Runs one call, with nobody beside, and demands what it must return.
void demand_returns(branch& here, const call& what, int expected) {
  const int returned = here.run(what);
  tandem::demand(returned == expected,
                 {.expected = fmt::format("{} returns {}", what.name,
                                          told(what, expected)),
                  .saw = told(what, returned),
                  .why = ""});
}

void demand_balances(const branch& here, const std::vector<int>& expected,
                     const std::string& when, const std::string& why = "") {
  const auto seen = here.balances();
  tandem::demand(
      seen == expected,
      {.expected = fmt::format("{} after {}", in_words(expected), when),
       .saw = in_words(seen),
       .why = why});
}

void demand_never_below_zero(branch& here, const std::string& when,
                             const std::string& why) {
  for (std::size_t i = 0; i < here.accounts(); ++i) {
    tandem::demand(
        !here.cell(i).was_below_zero(),
        {.expected = "no balance is ever below zero",
         .saw = fmt::format("account {} was, after {}; in the end: {}", i, when,
                            in_words(here.balances())),
         .why = why});
  }
}

/// Two calls at once, each held between its read of `account` and its write
/// there. Both find money enough, so both must do what they do.
void demand_both(const call& one, const call& other, std::size_t account,
                 const std::vector<int>& expected) {
  branch here;
  const moment stops{after::read, account};
  const auto returned = here.run_both({one, other}, {stops, stops});
  const auto when = fmt::format("{} and {} at once", one.name, other.name);
  const bool both = returned == std::array{1, 1};
  tandem::demand(
      both,
      {.expected = fmt::format("both succeed: {}; there is money enough", when),
       .saw = fmt::format("they returned {} and {}", told(one, returned[0]),
                          told(other, returned[1])),
       .why = "a lock that somebody else holds is a reason to wait, not "
              "to give up"});
  demand_balances(
      here, expected, when,
      here.met() ? fmt::format("both had read account {} before either wrote "
                               "it: one update is lost",
                               account)
                 : "");
  demand_locks_free(here, when);
}

/// Two calls at once that find money enough for one of them only.
void demand_one_of(const call& one, const call& other,
                   const std::vector<int>& if_one,
                   const std::vector<int>& if_other) {
  branch here;
  const moment stops{after::read, 0};
  const auto returned = here.run_both({one, other}, {stops, stops});
  const auto when = fmt::format("{} and {} at once", one.name, other.name);
  const std::string why =
      here.met() ? "both had looked at the balance before either took money: "
                   "what they had checked was true no more"
                 : "";
  demand_never_below_zero(here, when, why);
  const int succeeded = returned[0] + returned[1];
  const auto seen = here.balances();
  tandem::demand(
      succeeded == 1 && seen == (returned[0] == 1 ? if_one : if_other),
      {.expected = fmt::format("one of {} succeeds, then {}, or {}", when,
                               in_words(if_one), in_words(if_other)),
       .saw = fmt::format("{} succeeded, {}", succeeded, in_words(seen)),
       .why = why});
  demand_locks_free(here, when);
}

/// Waits for all, and throws what one of them threw.
void join_all(std::vector<std::thread>& threads,
              const std::vector<std::exception_ptr>& thrown) {
  for (auto& thread : threads) {
    thread.join();
  }
  for (const auto& one : thrown) {
    if (one) {
      std::rethrow_exception(one);
    }
  }
}

/// One of those who go a way round: it holds a lock, and wants the next one.
struct walker {
  const tandem::order_step* step = nullptr;
  std::optional<nanoseconds> tries_since{};  ///< its CPU time then
  bool waits = false;
};

/// Whether the calls of a way round can each hold the lock that the one before
/// waits for: all are let run at once, each as far as just before it would
/// wait. A further lock around them may keep them apart. And who only tries may
/// let go of what it holds: it waits if it has not, and has tried for 20 ms of
/// its CPU time. Then there is no deadlock.
bool can_deadlock(const std::vector<tandem::order_step>& way,
                  const std::vector<call>& calls) {
  constexpr nanoseconds trying_is_waiting = std::chrono::milliseconds{20};
  static const auto cpu = tandem::system_clocks().thread_cpu;
  static thread_local walker* self = nullptr;
  branch here;
  tandem::rendezvous place{static_cast<int>(way.size())};
  std::atomic<std::size_t> waiting{0};
  here.on().before_lock = [&](std::size_t account, bool tries) {
    if (self == nullptr || waiting == way.size()) {
      return self != nullptr;  // the verdict is known: let them out
    }
    const auto held = static_cast<std::size_t>(self->step->held);
    if (!here.lock(held).is_held_by_caller()) {
      if (std::exchange(self->tries_since, std::nullopt)) {
        // It has let go. Two that try in step could do so for long.
        std::this_thread::sleep_for(std::chrono::microseconds{100});
      }
    } else if (static_cast<int>(account) == self->step->wanted &&
               !self->waits && place.meet()) {
      const auto now = cpu.now();
      const auto since = self->tries_since.value_or(now);
      self->tries_since = since;
      self->waits = !tries || now - since >= trying_is_waiting;
      waiting += self->waits ? 1 : 0;
    }
    return waiting == way.size();
  };
  std::vector<std::thread> threads;
  std::vector<std::exception_ptr> thrown(way.size());
  threads.reserve(way.size());
  for (std::size_t i = 0; i < way.size(); ++i) {
    threads.emplace_back([&, i] {
      walker me{.step = &way[i]};
      self = &me;
      place.announce();
      try {
        for (const auto& one : calls) {
          if (one.name == me.step->during) {
            here.run(one);
          }
        }
      } catch (...) {
        thrown[i] = std::current_exception();
      }
      place.withdraw();
      self = nullptr;
    });
  }
  join_all(threads, thrown);
  place.demand_decided();
  return waiting == way.size();
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "one_after_the_other") {
  branch here;
  demand_returns(here, deposit(0, 20), 1);
  demand_balances(here, {120, 100, 100}, "deposit(0, 20)");
  demand_locks_free(here, "deposit(0, 20)");
  demand_returns(here, withdraw(0, 30), 1);
  demand_balances(here, {90, 100, 100}, "withdraw(0, 30)");
  demand_locks_free(here, "withdraw(0, 30)");
  demand_returns(here, transfer(2, 1, 5), 1);
  demand_balances(here, {90, 105, 95}, "transfer(2, 1, 5)");
  demand_locks_free(here, "transfer(2, 1, 5)");
  demand_returns(here, transfer(0, 2, 10), 1);
  demand_balances(here, {80, 105, 105}, "transfer(0, 2, 10)");
  demand_locks_free(here, "transfer(0, 2, 10)");
  demand_returns(here, balance(0), 80);
  demand_locks_free(here, "balance(0)");
  demand_returns(here, total(), 290);
  demand_locks_free(here, "total()");
}

TEST_CASE_METHOD(tandem::probe, "not_enough_money") {
  for (const auto& refused : {withdraw(0, 101), transfer(0, 1, 101)}) {
    branch here;
    demand_returns(here, refused, 0);
    demand_balances(here, {100, 100, 100}, refused.name + ", which is refused");
    demand_locks_free(here, refused.name + ", which is refused");
  }
  branch here;
  demand_returns(here, withdraw(0, 100), 1);
  demand_returns(here, transfer(1, 2, 100), 1);
  demand_balances(here, {0, 0, 200}, "taking all that there is, twice");
}

TEST_CASE_METHOD(tandem::probe, "to_itself") {
  branch here;
  for (const auto& [amount, expected] :
       {std::pair{40, 1}, {100, 1}, {101, 0}}) {
    const auto what = transfer(1, 1, amount);
    demand_returns(here, what, expected);
    demand_locks_free(here, what.name);
    demand_balances(here, {100, 100, 100}, what.name,
                    "whoever gets the money is who gave it");
  }
}

TEST_CASE_METHOD(tandem::probe, "many_accounts") {
  constexpr std::size_t accounts = 100;
  branch here{accounts};
  for (std::size_t i = 1; i < accounts; ++i) {
    demand_returns(here, transfer(0, i, 1), 1);
  }
  demand_returns(here, balance(0), 1);
  demand_returns(here, total(), static_cast<int>(accounts) * branch::each);
  demand_locks_free(here, "transfers between 100 accounts");
}

TEST_CASE_METHOD(tandem::probe, "two_banks") {
  branch one;
  branch other;
  one.run_both({deposit(0, 5), deposit(0, 7)}, {moment{after::read}, moment{}},
               &other);
  demand_balances(one, {105, 100, 100}, "a deposit of 5 in one of two banks",
                  "banks share nothing");
  demand_balances(other, {107, 100, 100}, "a deposit of 7 in the other",
                  "banks share nothing");
  tandem::demand(
      !one.kept_out(),
      {.expected = "a deposit in one bank while a deposit in another "
                   "one is not over",
       .saw = "it waited until the other one was over",
       .why = "banks share nothing, no lock either"});
}

TEST_CASE_METHOD(tandem::probe, "lock_order") {
  std::vector<call> calls;
  tandem::lock_order order;
  branch here{3, &order};
  for (std::size_t from = 0; from < here.accounts(); ++from) {
    calls.push_back(deposit(from, 10));
    calls.push_back(withdraw(from, 10));
    calls.push_back(balance(from));
    for (std::size_t to = 0; to < here.accounts(); ++to) {
      if (from != to) {
        calls.push_back(transfer(from, to, 10));
      }
    }
  }
  calls.push_back(total());
  for (const auto& one : calls) {
    order.begin(one.name);
    here.run(one);
  }
  for (const auto& way : tandem::cycles_in(order.steps())) {
    std::string seen;
    for (const auto& step : way) {
      seen += fmt::format("{}{} locked {}, then {}", seen.empty() ? "" : "; ",
                          step.during, step.held, step.wanted);
    }
    tandem::demand(
        !can_deadlock(way, calls),
        {.expected = "every call locks accounts in the same order",
         .saw = seen,
         .why = "at once, each can hold a lock that the other one waits for, "
                "and both wait for ever; who tries again and again, and keeps "
                "what it has, waits as well"});
  }
}

TEST_CASE_METHOD(tandem::probe, "two_deposits") {
  demand_both(deposit(0, 10), deposit(0, 20), 0, {130, 100, 100});
}

TEST_CASE_METHOD(tandem::probe, "two_withdrawals") {
  demand_both(withdraw(0, 10), withdraw(0, 20), 0, {70, 100, 100});
}

TEST_CASE_METHOD(tandem::probe, "deposit_and_withdrawal") {
  demand_both(deposit(0, 10), withdraw(0, 20), 0, {90, 100, 100});
}

TEST_CASE_METHOD(tandem::probe, "the_last_money") {
  demand_one_of(withdraw(0, 80), withdraw(0, 70), {20, 100, 100},
                {30, 100, 100});
  demand_one_of(withdraw(0, 80), transfer(0, 1, 70), {20, 100, 100},
                {30, 170, 100});
  demand_one_of(transfer(0, 1, 80), transfer(0, 2, 70), {20, 180, 100},
                {30, 100, 170});
}

TEST_CASE_METHOD(tandem::probe, "two_transfers") {
  for (const std::size_t held_at : {0U, 1U}) {
    demand_both(transfer(0, 1, 10), transfer(0, 1, 20), held_at,
                {70, 130, 100});
    demand_both(transfer(0, 1, 10), transfer(1, 0, 20), held_at,
                {110, 90, 100});
  }
  demand_both(transfer(0, 2, 10), transfer(1, 2, 20), 2, {90, 80, 130});
  demand_both(transfer(2, 0, 10), transfer(2, 1, 20), 2, {110, 120, 70});
}

TEST_CASE_METHOD(tandem::probe, "transfer_beside") {
  demand_both(transfer(0, 1, 10), deposit(0, 20), 0, {110, 110, 100});
  demand_both(transfer(0, 1, 10), deposit(1, 20), 1, {90, 130, 100});
  demand_both(transfer(0, 1, 10), withdraw(0, 20), 0, {70, 110, 100});
  demand_both(transfer(1, 0, 10), withdraw(0, 20), 0, {90, 90, 100});
}

TEST_CASE_METHOD(tandem::probe, "half_a_transfer") {
  for (const auto& what : {transfer(0, 1, 30), transfer(1, 0, 30)}) {
    for (const auto stops : {after::read, after::write}) {
      branch here;
      const auto returned =
          here.run_both({what, total()}, {moment{stops}, moment{}});
      tandem::demand(
          returned[1] == 300,
          {.expected = fmt::format("total() is 300 before, during and after {}",
                                   what.name),
           .saw = fmt::format("{}", returned[1]),
           .why = here.met() && stops == after::write
                      ? "one account was written, the other was not yet, and "
                        "total() came between"
                      : ""});
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "a_total_of_one_moment") {
  for (const auto& what : {transfer(0, 2, 30), transfer(2, 0, 30)}) {
    branch here;
    const auto returned =
        here.run_both({total(), what}, {moment{after::read}, moment{}});
    tandem::demand(
        returned[0] == 300,
        {.expected = fmt::format("total() is 300 before, during and after {}",
                                 what.name),
         .saw = fmt::format("{}", returned[0]),
         .why = here.met() ? "total() had read one account, then the money "
                             "moved, then it read the other"
                           : ""});
  }
}

TEST_CASE_METHOD(tandem::probe, "a_read_throws") {
  const std::string message = "this cell cannot be read";
  for (const bool standard : {true, false}) {
    for (const auto& what :
         {deposit(1, 10), withdraw(1, 10), transfer(1, 0, 10),
          transfer(0, 1, 10), balance(1), total()}) {
      branch here;
      here.run(what);  // once it goes well
      const auto before = here.balances();
      here.cell(1).refuse([&] {
        if (standard) {
          throw std::runtime_error{message};
        }
        throw 12;
      });
      bool came_through = false;
      try {
        here.run(what);
      } catch (const std::runtime_error& error) {
        came_through = error.what() == message;
      } catch (int number) {
        came_through = number == 12;
      }
      const auto when =
          fmt::format("{}, whose read of a cell throws {}", what.name,
                      standard ? "a std::runtime_error" : "the number 12");
      tandem::demand(
          came_through,
          {.expected = "what a read throws comes through " + what.name,
           .saw = "it did not",
           .why = "it was caught on its way, or the cell was not read again"});
      demand_locks_free(here, when);
      demand_balances(here, before, when, "a call that throws changes nothing");
      here.cell(1).refuse({});
      here.run(deposit(0, 1));  // and a lock of the answer's own is free, too
      here.run(deposit(1, 1));
    }
  }
}

// For ThreadSanitizer above all: nothing of ours puts the calls in order. Who
// only reads begins before anybody writes, and goes on beside them.
TEST_CASE_METHOD(tandem::probe, "all_at_once") {
  constexpr int rounds = 100;
  branch here;
  const std::vector<std::vector<call>> work{
      {balance(0), balance(1), balance(2)},
      {total()},
      {deposit(0, 2), withdraw(1, 1)},
      {withdraw(0, 1), deposit(1, 2)},
      {transfer(0, 1, 3), transfer(1, 2, 3)},
      {transfer(2, 1, 3), transfer(1, 0, 3)}};
  constexpr std::size_t readers = 2;
  std::atomic<std::size_t> begun{0};
  const auto wait_until_begun = [&](std::size_t how_many) {
    while (begun.load(std::memory_order_relaxed) < how_many) {
      std::this_thread::yield();
    }
  };
  const auto begin = [&](std::size_t how_many) {
    begun.fetch_add(how_many, std::memory_order_relaxed);
  };
  std::vector<int> brought(work.size());
  std::vector<std::exception_ptr> thrown(work.size());
  std::vector<std::thread> threads;
  threads.reserve(work.size());
  for (std::size_t i = 0; i < work.size(); ++i) {
    if (i == readers) {
      wait_until_begun(readers);
    }
    threads.emplace_back([&, i] {
      const bool only_reads = i < readers;
      begin(only_reads ? 0 : 1);
      try {
        for (int round = 0; round < rounds; ++round) {
          for (const auto& one : work[i]) {
            brought[i] += here.run(one) == 1 ? one.worth : 0;
          }
          if (round == 0 && only_reads) {
            begin(1);
            wait_until_begun(work.size());
          }
        }
      } catch (...) {
        thrown[i] = std::current_exception();
        begin(work.size());
      }
    });
  }
  join_all(threads, thrown);
  const int expected =
      std::accumulate(brought.begin(), brought.end(),
                      static_cast<int>(here.accounts()) * branch::each);
  const auto seen = here.balances();
  tandem::demand(
      std::accumulate(seen.begin(), seen.end(), 0) == expected,
      {.expected = fmt::format("{} in all, after every call {} times at once "
                               "with the others, by what they returned",
                               expected, rounds),
       .saw = in_words(seen),
       .why = "an update was lost"});
  demand_never_below_zero(here, "all of them at once", "");
  demand_locks_free(here, "all of them at once");
}
