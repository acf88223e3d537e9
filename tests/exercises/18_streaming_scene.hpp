#pragma once

// What the check puts into the answer's hands: a source and a submit that note
// what is done to them, a thread that reads, and threads that call `done`, each
// when the probe says so. Nobody here waits for ever: a standstill is noticed.

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/locking/gate.hpp"
#include "common/teaching/probe.hpp"
#include "tests/exercises/calls_of_done.hpp"

namespace streaming_check {

using scene::count_of;
using streaming::completion;
using streaming::outcome;
using tandem::passage;

/// A thread that does what it is told, one thing after the other.
class doer {
 public:
  void start(std::function<void()> what) {
    const std::lock_guard hold{shared_->lock};
    shared_->to_do.push_back(std::move(what));
    shared_->changed.notify_one();
  }
  doer() : thread_{[shared = shared_] { shared->work(); }} {}
  doer(const doer&) = delete;
  doer& operator=(const doer&) = delete;
  /// Leaves alone whatever it may still be at.
  ~doer() {
    start({});
    thread_.detach();
  }

 private:
  struct common {
    std::mutex lock;
    std::condition_variable changed;
    std::deque<std::function<void()>> to_do;

    void work() {
      for (;;) {
        std::unique_lock hold{lock};
        changed.wait(hold, [this] { return !to_do.empty(); });
        const auto now = std::move(to_do.front());
        to_do.pop_front();
        hold.unlock();
        if (!now) {
          return;
        }
        now();
      }
    }
  };
  std::shared_ptr<common> shared_ = std::make_shared<common>();
  std::thread thread_;
};

/// What came of a call of next().
struct answer_given {
  std::optional<int> result{};
  std::exception_ptr thrown{};

  [[nodiscard]] bool is_end() const { return !result && !thrown; }
};

/// How a call stands when nothing goes on any more.
enum class call_state { returned, waits };

/// The result of an input, by its number.
inline int result_of(std::size_t i) { return 1'000 + static_cast<int>(i); }

class world;

struct script {
  std::size_t k = 1;
  std::vector<int> inputs{};
  /// Instead of giving input i, throws this; or, where submit should take it.
  std::optional<std::size_t> source_throws_at{};
  std::optional<std::size_t> submit_throws_at{};
  std::exception_ptr throws{};
  /// What becomes of an input, by its number.
  std::function<outcome(std::size_t)> came_of = result_of;
  /// Called within source, and within submit, with the input's number.
  std::function<void(world&, std::size_t)> in_source{};
  std::function<void(world&, std::size_t)> in_submit{};
};

inline std::vector<int> numbers(std::size_t count) {
  std::vector<int> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(static_cast<int>(i));
  }
  return all;
}

/// All that the source, submit and the window's threads share.
class world : public std::enable_shared_from_this<world> {
 public:
  explicit world(script plan) : plan_{std::move(plan)} {}
  world(const world&) = delete;
  world& operator=(const world&) = delete;
  ~world() = default;

  std::optional<int> draw() {
    std::size_t i = 0;
    place_.change([&] {
      i = drawn_;
      check_caller("source");
      note(!source_is_over_,
           {.expected = "once the source has ended, or something has thrown, "
                        "it is not asked again",
            .saw = "it is asked again",
            .why = "whoever has said that there are no more need not be able "
                   "to say it twice"});
      note(i == submitted_.size(),
           {.expected = "an input is drawn to be submitted, and then the next",
            .saw = fmt::format("input {} is drawn, and only {} submitted", i,
                               count_of(submitted_.size(), "input")),
            .why = "who draws ahead of need holds inputs that k does not "
                   "count; a source may be endless"});
      check_room(i, "drawn");
      source_is_over_ = source_is_over_ || i >= plan_.inputs.size() ||
                        plan_.source_throws_at == i;
    });
    if (plan_.in_source) {
      plan_.in_source(*this, i);
    }
    if (plan_.source_throws_at == i) {
      std::rethrow_exception(plan_.throws);
    }
    if (i >= plan_.inputs.size()) {
      return {};
    }
    place_.change([&] { ++drawn_; });
    return plan_.inputs[i];
  }

  void submit(int input, completion done) {
    std::size_t i = 0;
    const bool throws = plan_.submit_throws_at == submitted();
    place_.change([&] {
      i = submitted_.size();
      check_caller("submit");
      note(!submit_has_thrown_,
           {.expected = "once submit has thrown, it is not called again",
            .saw = "it is called again",
            .why = ""});
      const bool is_drawn = i + 1 == drawn_;
      note(is_drawn && plan_.inputs[i] == input,
           {.expected = "each input is submitted once, as it was drawn",
            .saw = is_drawn ? fmt::format("{} submitted in place of input {}, "
                                          "which is {}",
                                          input, i, plan_.inputs[i])
                            : "an input submitted that was not drawn last",
            .why = ""});
      check_room(i, "submitted");
      if (throws) {
        source_is_over_ = submit_has_thrown_ = true;
      } else {
        submitted_.push_back({.done = std::move(done)});
      }
    });
    if (throws) {
      std::rethrow_exception(plan_.throws);
    }
    if (plan_.in_submit) {
      plan_.in_submit(*this, i);
    }
  }

  void begin_call(bool is_next) {
    place_.change([&] {
      busy_ = true;
      inside_next_ = is_next;
    });
  }
  /// `gives`: it has given the next result, or an exception in its place.
  void end_call(bool gives) {
    place_.change([&] {
      busy_ = inside_next_ = false;
      read_ += gives ? 1 : 0;
    });
  }
  void set_reader(std::thread::id reader) {
    place_.change([&] { reader_ = reader; });
  }

  /// Until the call is over, or nothing goes on any more.
  call_state settle() {
    // A hook of ours that waits is called off first, and then goes on.
    int standstills = plan_.in_source || plan_.in_submit ? 3 : 1;
    for (;;) {
      const auto how = place_.wait_until([this] { return !busy_; });
      if (how == passage::undecided) {
        throw tandem::not_judged{
            "for 10 s a call of next() neither ended nor slept"};
      }
      if (how == passage::happened) {
        return call_state::returned;
      }
      if (--standstills == 0) {
        return call_state::waits;
      }
    }
  }

  /// Calls `done` of input i: here, or in another thread, for which it waits.
  void finish_here(std::size_t i, const outcome& came) {
    completion done;
    place_.change([&] {
      submitted_.at(i).is_done = true;
      std::swap(done, submitted_.at(i).done);
    });
    done(came);
  }
  /// Notes it if that call does not return, at this moment.
  void finish_elsewhere(std::size_t i, const outcome& came,
                        const std::string& moment) {
    if (oddity()) {
      return;
    }
    const auto odd = scene::done_elsewhere(
        place_,
        [self = shared_from_this(), i, came] { self->finish_here(i, came); },
        fmt::format("input {}", i), moment);
    if (odd) {
      place_.change([&] { note(false, *odd); });
    }
  }

  [[nodiscard]] const script& plan() const { return plan_; }
  [[nodiscard]] std::size_t submitted() {
    std::size_t count = 0;
    place_.change([&] { count = submitted_.size(); });
    return count;
  }
  [[nodiscard]] bool is_busy() {
    bool busy = false;
    place_.change([&] { busy = busy_; });
    return busy;
  }
  [[nodiscard]] std::vector<std::size_t> unfinished() {
    std::vector<std::size_t> all;
    place_.change([&] {
      for (std::size_t i = 0; i < submitted_.size(); ++i) {
        if (!submitted_[i].is_done) {
          all.push_back(i);
        }
      }
    });
    return all;
  }
  [[nodiscard]] std::size_t read() {
    std::size_t count = 0;
    place_.change([&] { count = read_; });
    return count;
  }
  /// The first thing that was wrong, if any was.
  [[nodiscard]] std::optional<tandem::mismatch> oddity() {
    std::optional<tandem::mismatch> first;
    place_.change([&] { first = oddity_; });
    return first;
  }

 private:
  struct one_task {
    completion done{};
    bool is_done = false;
  };

  void note(bool right, const tandem::mismatch& otherwise) {
    if (!right && !oddity_) {
      oddity_ = otherwise;
    }
  }
  void check_caller(const std::string& what) {
    note(reader_ == std::this_thread::get_id(),
         {.expected = what + " is called by the thread that reads",
          .saw = "another thread calls it",
          .why = "whoever calls `done` has work of its own; a source is not "
                 "made for several threads"});
    note(busy_, {.expected = what + " is called within next() or make_window",
                 .saw = "it is called when neither runs",
                 .why = ""});
  }
  /// Input i may be in the window now.
  void check_room(std::size_t i, const std::string& what) {
    const auto k = plan_.k;
    if (i < k || i - k < read_) {
      return;
    }
    const auto leaves = i - k;  // has to make room
    const bool goes = leaves == read_ && inside_next_ &&
                      leaves < submitted_.size() && submitted_[leaves].is_done;
    const bool any_is_done = std::any_of(
        submitted_.begin() + static_cast<std::ptrdiff_t>(read_),
        submitted_.end(), [](const one_task& one) { return one.is_done; });
    note(goes,
         {.expected = fmt::format("k = {}: at most {} submitted and unread", k,
                                  count_of(k, "input")),
          .saw = fmt::format(
              "input {}, counted from 0, is {} when {} read", i, what,
              read_ == 0   ? "nothing was"
              : read_ == 1 ? "1 result was"
                           : fmt::format("{} results were", read_)),
          .why = any_is_done && plan_.k > 1
                     ? "a result that is there and unread has its place in the "
                       "window, too: somebody has to keep it"
                     : ""});
  }

  script plan_;
  tandem::gate place_;
  std::thread::id reader_;
  std::vector<one_task> submitted_;
  std::size_t drawn_ = 0;
  std::size_t read_ = 0;
  bool busy_ = false;
  bool inside_next_ = false;
  bool submit_has_thrown_ = false;
  bool source_is_over_ = false;
  std::optional<tandem::mismatch> oddity_;
};

/// A window of the answer's onto a world, and its reader.
class stage {
  struct shared {
    std::unique_ptr<streaming::window> window{};
    std::exception_ptr trouble{};
    answer_given given{};
  };

 public:
  explicit stage(script plan) : world_{made_last(std::move(plan))} {
    const auto call = [here = world_, made = made_] {
      here->set_reader(std::this_thread::get_id());
      try {
        made->window = streaming::make_window(
            here->plan().k, [here] { return here->draw(); },
            [here](int input, completion done) {
              here->submit(input, std::move(done));
            });
      } catch (...) {
        made->trouble = std::current_exception();
      }
      here->end_call(false);
    };
    world_->begin_call(false);
    reader_.start(call);
    const auto state = world_->settle();
    demand_no_oddity();
    tandem::demand(state == call_state::returned,
                   {.expected = "make_window returns",
                    .saw = "it sleeps, and nobody will wake it",
                    .why = world_->plan().in_submit
                               ? "`done` is called within submit: whoever "
                                 "holds a lock there waits for itself"
                               : "to submit is not to wait"});
    if (made_->trouble) {  // of which the other thread is to keep nothing
      std::rethrow_exception(std::exchange(made_->trouble, {}));
    }
    tandem::demand(made_->window != nullptr,
                   {.expected = "a window", .saw = "nullptr", .why = ""});
  }
  stage(const stage&) = delete;
  stage& operator=(const stage&) = delete;
  /// A window whose probe has ended early may still be in use: it stays.
  ~stage() {
    static std::vector<std::shared_ptr<shared>> left;
    if (made_->window) {
      left.push_back(made_);
    }
  }

  /// The end of a probe: whatever was read, all tasks end, and the window goes.
  void close() {
    do {  // a call of next() that waits may submit more before it returns
      finish_all();
      settle();
    } while (!world_->unfinished().empty());
    world_->begin_call(false);
    reader_.start([here = world_, made = made_] {
      made->window.reset();
      here->end_call(false);
    });
    const auto state = settle();
    tandem::demand(state == call_state::returned,
                   {.expected = "the window goes when all tasks have ended",
                    .saw = "its destructor sleeps, and nobody will wake it",
                    .why = ""});
  }

  /// Has the reader call next(); it may not come back.
  call_state call_next() {
    begin_next();
    return settle();
  }
  void begin_next() {
    world_->begin_call(true);
    reader_.start([here = world_, made = made_] {
      made->given = {};
      try {
        made->given.result = made->window->next();
      } catch (...) {
        made->given.thrown = std::current_exception();
      }
      here->end_call(!made->given.is_end());
    });
  }
  call_state settle() {
    const auto state = world_->settle();
    demand_no_oddity();
    return state;
  }

  /// Another thread calls `done` of input i.
  void finish(std::size_t i, const outcome& came) {
    world_->finish_elsewhere(
        i, came,
        world_->is_busy() ? "while next() waits" : "while next() does not run");
    demand_no_oddity();
  }
  void finish(std::size_t i) { finish(i, world_->plan().came_of(i)); }

  /// Calls next(); every task ends that is submitted, be it before the call or
  /// while that waits.
  call_state call_and_finish() {
    const auto j = world_->read();
    finish_all();
    const auto state = call_next();
    const bool was_there = j < submitted() && !is_unfinished(j);
    if (state == call_state::returned || was_there) {
      return state;
    }
    finish_all();
    return settle();
  }
  void finish_all() {
    for (const auto i : world_->unfinished()) {
      finish(i, world_->plan().came_of(i));
    }
  }

  /// next() has to wait now, and the window is full.
  void demand_waits(const std::string& when) {
    const auto j = world_->read();
    const bool waits = call_next() == call_state::waits;
    tandem::demand(waits, {.expected = fmt::format(
                               "next() waits for result {}{}", j, when),
                           .saw = in_words(made_->given),
                           .why = "results come in the order of the inputs"});
    demand_full(j, "waits");
  }
  /// The call of next() that is under way is to give result `j` now.
  void demand_given(std::size_t j, const std::string& when = "") {
    const bool returned = settle() == call_state::returned;
    tandem::demand(
        returned,
        {.expected = fmt::format("next() gives result {}{}", j, when),
         .saw = "it sleeps, though that result is there",
         .why = "whoever puts a result there has to wake who waits for it; "
                "later results need not be there"});
    const auto& seen = made_->given;
    tandem::demand(
        seen.result == result_of(j),
        {.expected = fmt::format("result {}, counted from 0, which is {}{}", j,
                                 result_of(j), when),
         .saw = in_words(seen),
         .why = seen.result && *seen.result >= result_of(0)
                    ? "results come in the order of the inputs, whichever is "
                      "there first"
                    : ""});
    demand_full(j, "gives its result");
  }
  void demand_next(const std::string& when = "") {
    const auto j = world_->read();
    begin_next();
    demand_given(j, when);
  }
  /// The same, where the task may not have ended yet.
  void demand_next_and_finish(const std::string& when = "") {
    const auto j = world_->read();
    call_and_finish();
    demand_given(j, when);
  }
  void demand_end(const std::string& when = "") {
    const auto state = call_next();
    tandem::demand(state == call_state::returned && made_->given.is_end(),
                   {.expected = "next() gives nothing: the end" + when,
                    .saw = state == call_state::waits
                               ? "it sleeps, and nobody will wake it"
                               : in_words(made_->given),
                    .why = ""});
  }
  /// The next call throws what stands in the place of result `j`.
  std::exception_ptr demand_thrown(std::size_t j) {
    return thrown_by(call_and_finish(), j);
  }
  /// The call of next() that is under way throws so now.
  std::exception_ptr demand_thrown_now(std::size_t j) {
    return thrown_by(settle(), j);
  }
  /// What the last call gave.
  [[nodiscard]] std::optional<int> result() const {
    return made_->given.result;
  }
  [[nodiscard]] std::string seen() const { return in_words(made_->given); }

  void demand_no_oddity() {
    if (const auto odd = world_->oddity()) {
      tandem::demand(false, *odd);
    }
  }
  [[nodiscard]] std::size_t submitted() const { return world_->submitted(); }
  [[nodiscard]] const std::shared_ptr<world>& all() const { return world_; }

  static std::string in_words(const answer_given& seen) {
    return seen.result   ? fmt::format("{}", *seen.result)
           : seen.thrown ? "an exception"
                         : "the end";
  }

 private:
  /// ThreadSanitizer has a thread of its own, which begins with our first one.
  /// The world's gate has to find it there, to know it for a stranger.
  static std::shared_ptr<world> made_last(script plan) {
    std::thread{[] {}}.join();
    return std::make_shared<world>(std::move(plan));
  }
  [[nodiscard]] bool is_unfinished(std::size_t i) {
    const auto all = world_->unfinished();
    return std::ranges::find(all, i) != all.end();
  }
  std::exception_ptr thrown_by(call_state state, std::size_t j) {
    const auto seen = std::exchange(made_->given, {});

    tandem::demand(state == call_state::returned && seen.thrown,
                   {.expected = fmt::format("next() throws in the place of "
                                            "result {}, counted from 0",
                                            j),
                    .saw = state == call_state::waits
                               ? "it sleeps, and nobody will wake it"
                               : in_words(seen),
                    .why = ""});
    demand_full(j, "throws");
    return seen.thrown;
  }

  /// As many are submitted as there have to be for call j of next().
  void demand_full(std::size_t j, const std::string& does) {
    const auto& plan = world_->plan();
    const auto all = plan.inputs.size();
    const auto most =
        plan.submit_throws_at.value_or(plan.source_throws_at.value_or(all));
    const auto least = plan.k >= most || most - plan.k <= j ? most : j + plan.k;
    const auto seen = submitted();
    tandem::demand(
        seen >= least,
        {.expected =
             fmt::format("k = {}: {} submitted before next() {}", plan.k,
                         count_of(least, "input"),
                         does + (j == 0 ? " for the first time"
                                        : fmt::format(", {} read before", j))),
         .saw = fmt::format("{}", seen),
         .why = "workers that have nothing to do while the window has room "
                "are wasted"});
  }

  std::shared_ptr<world> world_;
  std::shared_ptr<shared> made_ = std::make_shared<shared>();
  doer reader_;
};

}  // namespace streaming_check
