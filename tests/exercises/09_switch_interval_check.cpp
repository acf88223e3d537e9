#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "answer.hpp"
#include "common/locking/occupancy.hpp"
#include "common/teaching/probe.hpp"
#include "common/timing/span.hpp"
#include "common/timing/work.hpp"
#include "common/workers/run_jobs.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/09_switch_interval_script.hpp"

namespace {

using script::happening;
using script::scripted_lock;
using script::who;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// Lets the answer wait for a lock on which this happens.
void demand_taken(const script::plan& written) {
  scripted_lock lock{written};
  switch_interval::take(lock);
  lock.demand_mine();
}

/// Lets the answer look, and perhaps hand over, where this happens.
void demand_handed_over(const script::plan& written) {
  scripted_lock lock{written};
  switch_interval::between_steps(lock);
  lock.demand(lock.was_dropped(),
              "that you let go, since somebody has asked for the lock",
              "you kept it",
              "a request that no holder follows lets others wait for ever");
  lock.demand_mine();
}

/// A lock for real threads. They call the answer while they have `own`.
class real_lock final : public switch_interval::hand_over {
 public:
  std::mutex own;

  [[nodiscard]] bool held() const override { return held_; }
  [[nodiscard]] std::int64_t switches() const override { return switches_; }
  [[nodiscard]] nanoseconds interval() const override { return interval_; }
  [[nodiscard]] nanoseconds now() const override {
    return std::chrono::steady_clock::now().time_since_epoch();
  }
  [[nodiscard]] bool asked() const override { return asked_; }
  void hold() override {
    inside_.enter();
    held_ = true;
    wanted_ = false;
    ++switches_;
    taken_at_ = now();
    switched_.notify_all();
  }
  void drop() override {
    shortest_ = wanted_ ? std::min(shortest_, now() - taken_at_) : shortest_;
    inside_.leave();
    held_ = false;
    dropped_.notify_one();
  }
  void ask() override { asked_ = wanted_ = true; }
  void clear_request() override { asked_ = false; }
  switch_interval::wake_up wait_for_drop(nanoseconds at_most) override {
    return dropped_.wait_for(own, at_most) == std::cv_status::timeout
               ? switch_interval::wake_up::timed_out
               : switch_interval::wake_up::woken;
  }
  void wait_for_switch() override { switched_.wait(own); }

  [[nodiscard]] int most_inside() const { return inside_.most(); }
  [[nodiscard]] nanoseconds shortest() const { return shortest_; }

 private:
  bool held_ = false;
  bool asked_ = false;
  bool wanted_ = false;  ///< asked_, taken back or not
  std::int64_t switches_ = 0;
  nanoseconds interval_ = milliseconds{1};
  nanoseconds taken_at_{};
  nanoseconds shortest_ = nanoseconds::max();  ///< held when forced out
  tandem::occupancy inside_;
  std::condition_variable_any dropped_;
  std::condition_variable_any switched_;
};

/// Computes under the lock until the threads have switched often enough.
void compute_under(real_lock& lock, std::atomic<bool>& over) {
  constexpr int enough = 15;
  const std::lock_guard hold{lock.own};
  switch_interval::take(lock);
  while (!over) {
    lock.own.unlock();
    tandem::burn_cpu(microseconds{50});
    lock.own.lock();
    switch_interval::between_steps(lock);
    over = over || lock.switches() >= enough;
  }
  lock.drop();
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "free_lock") {
  demand_taken({.holds = who::nobody});
  demand_taken({.holds = who::nobody, .asked = true});
}

TEST_CASE_METHOD(tandem::probe, "let_go_in_time") {
  demand_taken({.events = {{milliseconds{2}, happening::lets_go}}});
}

TEST_CASE_METHOD(tandem::probe, "ask_after_an_interval") {
  for (const nanoseconds interval :
       {nanoseconds{milliseconds{5}}, nanoseconds{microseconds{500}},
        nanoseconds{milliseconds{20}}}) {
    demand_taken({.interval = interval,
                  .after_an_ask = {{interval / 5, happening::lets_go}}});
  }
}

TEST_CASE_METHOD(tandem::probe, "woken_for_nothing") {
  demand_taken({.events = {{milliseconds{1}, happening::nothing},
                           {milliseconds{2}, happening::nothing}},
                .after_an_ask = {{milliseconds{1}, happening::lets_go}}});
}

TEST_CASE_METHOD(tandem::probe, "another_was_faster") {
  demand_taken({.events = {{milliseconds{3}, happening::is_faster}},
                .after_an_ask = {{milliseconds{1}, happening::lets_go}}});
}

TEST_CASE_METHOD(tandem::probe, "switch_meanwhile") {
  demand_taken({.events = {{milliseconds{3}, happening::passes_on}},
                .after_an_ask = {{milliseconds{1}, happening::lets_go}}});
  // Where others pass it on quickly, nobody ever has to be asked.
  demand_taken({.events = {{milliseconds{3}, happening::passes_on},
                           {milliseconds{7}, happening::passes_on},
                           {milliseconds{11}, happening::passes_on},
                           {milliseconds{14}, happening::passes_on},
                           {milliseconds{17}, happening::lets_go}}});
}

TEST_CASE_METHOD(tandem::probe, "woken_after_a_switch") {
  for (const auto how : {happening::is_faster, happening::passes_on}) {
    demand_taken({.events = {{milliseconds{3}, how},
                             {milliseconds{6}, happening::nothing}},
                  .after_an_ask = {{milliseconds{1}, happening::lets_go}}});
  }
}

TEST_CASE_METHOD(tandem::probe, "let_go_at_the_last_moment") {
  demand_taken({.events = {{milliseconds{5}, happening::lets_go}}});
}

TEST_CASE_METHOD(tandem::probe, "ask_again") {
  demand_taken({.after_an_ask = {{milliseconds{1}, happening::is_faster},
                                 {milliseconds{1}, happening::passes_on},
                                 {milliseconds{1}, happening::lets_go}}});
}

TEST_CASE_METHOD(tandem::probe, "holder_in_a_long_call") {
  demand_taken({.after_an_ask = {{milliseconds{42}, happening::lets_go}}});
}

TEST_CASE_METHOD(tandem::probe, "nobody_asked") {
  scripted_lock lock{{.holds = who::answer}};
  switch_interval::between_steps(lock);
  lock.demand(lock.waits() == 0, "that you do nothing, since nobody has asked",
              "you waited", "");
  lock.demand_mine();
}

TEST_CASE_METHOD(tandem::probe, "hand_over") {
  demand_handed_over({.holds = who::answer,
                      .asked = true,
                      .after_drop = {{microseconds{100}, happening::takes},
                                     {milliseconds{2}, happening::lets_go}}});
}

TEST_CASE_METHOD(tandem::probe, "woken_before_the_switch") {
  demand_handed_over({.holds = who::answer,
                      .asked = true,
                      .after_drop = {{microseconds{100}, happening::nothing},
                                     {microseconds{200}, happening::nothing},
                                     {microseconds{300}, happening::takes},
                                     {milliseconds{2}, happening::lets_go}}});
}

TEST_CASE_METHOD(tandem::probe, "taken_and_free_again") {
  demand_handed_over({.holds = who::answer,
                      .asked = true,
                      .after_drop = {{microseconds{100}, happening::takes},
                                     {microseconds{100}, happening::lets_go}}});
}

TEST_CASE_METHOD(tandem::probe, "in_turn") {
  demand_handed_over({.holds = who::answer,
                      .asked = true,
                      .after_an_ask = {{milliseconds{1}, happening::lets_go}},
                      .after_drop = {{microseconds{100}, happening::takes}}});
  // Who took it has passed it on before the answer runs.
  demand_handed_over(
      {.holds = who::answer,
       .asked = true,
       .after_an_ask = {{milliseconds{1}, happening::lets_go}},
       .after_drop = {{microseconds{100}, happening::takes},
                      {microseconds{100}, happening::passes_on}}});
}

TEST_CASE_METHOD(tandem::probe, "request_of_a_third") {
  demand_handed_over({.holds = who::answer,
                      .asked = true,
                      .after_drop = {{microseconds{100}, happening::takes},
                                     {milliseconds{1}, happening::asks},
                                     {milliseconds{2}, happening::lets_go}}});
  // All of it before the answer runs: it finds the lock free.
  demand_handed_over({.holds = who::answer,
                      .asked = true,
                      .after_drop = {{microseconds{100}, happening::takes},
                                     {microseconds{100}, happening::asks},
                                     {microseconds{100}, happening::lets_go}}});
}

TEST_CASE_METHOD(tandem::probe, "real_threads") {
  constexpr int threads = 3;
  real_lock lock;
  {
    const std::lock_guard hold{lock.own};
    switch_interval::take(lock);  // what it throws, it throws here
    lock.drop();
  }
  std::atomic<bool> over{false};
  tandem::run_each(threads, threads,
                   [&](std::size_t, int) { compute_under(lock, over); });
  tandem::demand(lock.most_inside() == 1,
                 {.expected = "at most 1 thread inside the lock",
                  .saw = fmt::format("{} at once", lock.most_inside()),
                  .why = ""});
  tandem::demand(
      lock.shortest() >= lock.interval(),
      {.expected = fmt::format("that no thread is forced out before {}",
                               script::in_words(lock.interval())),
       .saw = fmt::format("one after {}", script::in_words(lock.shortest())),
       .why = "a new holder has an interval of its own"});
}
