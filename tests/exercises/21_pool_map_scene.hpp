#pragma once

// What the check puts into the answer's hands: a pool whose workers are a
// script. It notes the chunks that it is given, and calls `done` when the probe
// says so. Nobody here waits for ever: a standstill is noticed.

#include <fmt/format.h>

#include <algorithm>
#include <climits>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/locking/gate.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/todo.hpp"
#include "tests/exercises/calls_of_done.hpp"

namespace pool_map_check {

using pool_map::completion;
using pool_map::outcome;
using scene::count_of;
using tandem::passage;
using ints = std::vector<int>;

class world;

struct script {
  std::size_t workers = 1;
  ints items{};
  std::optional<std::size_t> chunk{};
  ints results{};  ///< of the items; none given: other ones in each call
  /// What is thrown, by the number of the chunk: by its task, and by submit.
  std::map<std::size_t, std::exception_ptr> failures{};
  std::map<std::size_t, std::exception_ptr> refusals{};
  /// Called within submit, with the chunk's number.
  std::function<void(world&, std::size_t)> in_submit{};
};

inline ints numbers(std::size_t count) {
  ints all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(static_cast<int>(i));
  }
  return all;
}

inline std::string listed(const ints& all) {
  constexpr std::size_t most = 6;
  std::string text;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : ", ", all[i]);
  }
  return all.empty()         ? "nothing"
         : all.size() > most ? fmt::format("{}, ... ({})", text, all.size())
                             : text;
}

inline std::size_t ceiling_of(std::size_t count, std::size_t parts) {
  return count / parts + (count % parts == 0 ? 0 : 1);
}

/// Items that go to a worker at once, as the contract has it.
inline std::size_t right_size(const script& plan) {
  return plan.chunk.value_or(ceiling_of(plan.items.size(), 4 * plan.workers));
}

/// "10 items, 2 workers, chunks of 3"
inline std::string in_words(const script& plan) {
  const auto size = right_size(plan);
  return fmt::format("{}, {}, {}", count_of(plan.items.size(), "item"),
                     count_of(plan.workers, "worker"),
                     plan.chunk ? fmt::format("chunks of {}", size)
                     : size == 0
                         ? "no chunk size given"
                         : fmt::format("no chunk size given, so {}", size));
}

/// The pool of one call of `map`.
class world final : public pool_map::worker_pool,
                    public std::enable_shared_from_this<world> {
 public:
  explicit world(script plan) : plan_{std::move(plan)} {
    static int calls = 0;
    ++calls;
    if (plan_.results.empty()) {
      for (const auto one : plan_.items) {
        plan_.results.push_back(one + 1'000 * (calls % 9 + 1));
      }
    }
  }

  [[nodiscard]] int workers() const override {
    place_.change([&] { check_caller("workers"); });
    return static_cast<int>(plan_.workers);
  }

  void submit(ints chunk, completion done) override {
    std::size_t i = 0;
    std::exception_ptr refusal;
    place_.change([&] {
      i = chunks_.size();
      check_caller("submit");
      note(!has_refused_, {.expected = "once submit has thrown, nothing more "
                                       "is submitted",
                           .saw = "submit is called again",
                           .why = "a pool that has been closed takes nothing"});
      check_chunk(i, chunk);
      if (plan_.refusals.contains(i)) {
        refusal = plan_.refusals.at(i);
        has_refused_ = true;
        return;
      }
      chunks_.push_back({.begin = given_, .done = std::move(done)});
      given_ += chunk.size();
      chunks_.back().end = given_;
    });
    if (oddity()) {
      throw called_off{};
    }
    if (refusal) {
      std::rethrow_exception(refusal);
    }
    if (plan_.in_submit) {
      place_.change([&] { inside_submit_ = true; });
      plan_.in_submit(*this, i);
      place_.change([&] { inside_submit_ = false; });
    }
  }

  /// What `map` has to return, or throw.
  void call() {
    place_.change([&] {
      caller_ = std::this_thread::get_id();
      returned_.clear();
      thrown_ = nullptr;
    });
    ints returned;
    std::exception_ptr thrown;
    try {
      returned = pool_map::map(*this, plan_.items, plan_.chunk);
    } catch (...) {
      thrown = std::current_exception();
    }
    place_.change([&] {
      returned_ = std::move(returned);
      thrown_ = std::move(thrown);
      busy_ = false;
    });
  }

  /// Whether the call is over: else nothing goes on any more.
  bool settle() {
    // A hook of ours that waits is called off first, and then goes on.
    for (int standstills = plan_.in_submit ? 3 : 1;; --standstills) {
      const auto how = place_.wait_until([this] { return !busy_; });
      if (how == passage::undecided) {
        throw tandem::not_judged{
            "for 10 s a call of map neither ended nor slept"};
      }
      if (how == passage::happened || standstills == 1) {
        return how == passage::happened;
      }
    }
  }

  /// Calls `done` of chunk i: here, or in another thread, for which it waits.
  void finish_here(std::size_t i) {
    completion done;
    outcome came;
    place_.change([&] {
      auto& one = chunks_.at(i);
      one.is_done = true;
      std::swap(done, one.done);
      came = plan_.failures.contains(i)
                 ? outcome{plan_.failures.at(i)}
                 : outcome{ints{at(plan_.results, one.begin),
                                at(plan_.results, one.end)}};
    });
    done(std::move(came));
  }
  /// Notes it if that call does not return, at this moment.
  void finish_elsewhere(std::size_t i, const std::string& moment) {
    if (oddity()) {
      return;
    }
    const auto odd = scene::done_elsewhere(
        place_, [self = shared_from_this(), i] { self->finish_here(i); },
        fmt::format("chunk {}", i), moment);
    if (odd) {
      place_.change([&] { note(false, *odd); });
    }
  }

  [[nodiscard]] const script& plan() const { return plan_; }
  [[nodiscard]] std::size_t submitted() const {
    return seen([&] { return chunks_.size(); });
  }
  [[nodiscard]] bool is_busy() const {
    return seen([&] { return busy_; });
  }
  [[nodiscard]] bool is_inside_submit() const {
    return seen([&] { return inside_submit_; });
  }
  [[nodiscard]] std::vector<std::size_t> unfinished() const {
    return seen([&] {
      std::vector<std::size_t> all;
      for (std::size_t i = 0; i < chunks_.size(); ++i) {
        if (!chunks_[i].is_done) {
          all.push_back(i);
        }
      }
      return all;
    });
  }
  /// The first thing that was wrong, if any was.
  [[nodiscard]] std::optional<tandem::mismatch> oddity() const {
    return seen([&] { return oddity_; });
  }
  /// Nothing if it has thrown.
  [[nodiscard]] ints returned() const {
    return seen([&] { return returned_; });
  }
  [[nodiscard]] std::exception_ptr thrown() const {
    return seen([&] { return thrown_; });
  }

 private:
  /// What submit throws when the answer is wrong already: it would go on.
  struct called_off {};
  struct one_chunk {
    std::size_t begin = 0;
    std::size_t end = 0;
    completion done{};
    bool is_done = false;
  };

  static ints::const_iterator at(const ints& all, std::size_t i) {
    return all.begin() + static_cast<std::ptrdiff_t>(i);
  }
  template <class Look>
  std::invoke_result_t<Look> seen(const Look& look) const {
    std::invoke_result_t<Look> what{};
    place_.change([&] { what = look(); });
    return what;
  }

  void note(bool right, const tandem::mismatch& otherwise) const {
    if (!right && !oddity_) {
      oddity_ = otherwise;
    }
  }
  void check_caller(const std::string& what) const {
    note(caller_ == std::this_thread::get_id(),
         {.expected = what + " is called by the thread that calls map",
          .saw = "another thread calls it",
          .why = "whoever calls `done` has work of its own"});
    note(busy_, {.expected = what + " is called within map",
                 .saw = "it is called when map has ended",
                 .why = ""});
  }
  void check_chunk(std::size_t i, const ints& chunk) const {
    const auto n = plan_.items.size();
    const auto size = right_size(plan_);
    const auto which =
        fmt::format("{}: chunk {}, counted from 0, ", in_words(plan_), i);
    note(plan_.chunk != 0, {.expected = "nothing is submitted in chunks of 0",
                            .saw = listed(chunk),
                            .why = ""});
    note(given_ < n, {.expected = fmt::format("{}: {}", in_words(plan_),
                                              count_of(i, "chunk")),
                      .saw = "one more, with " + listed(chunk),
                      .why = "each item is submitted once"});
    if (oddity_) {
      return;
    }
    const ints right{at(plan_.items, given_),
                     at(plan_.items, given_ + std::min(size, n - given_))};
    note(chunk.size() == right.size(),
         {.expected =
              fmt::format("{}with {}", which, count_of(right.size(), "item")),
          .saw = count_of(chunk.size(), "item"),
          .why = why_of_size(chunk.size(), i)});
    note(chunk == right,
         {.expected = which + "is " + listed(right),
          .saw = listed(chunk),
          .why = "a chunk is items that follow each other, and chunks are "
                 "submitted in that order, too"});
  }
  [[nodiscard]] std::string why_of_size(std::size_t saw, std::size_t i) const {
    const auto n = plan_.items.size();
    const auto chunks = 4 * plan_.workers;
    if (plan_.chunk || i > 0) {
      return "";
    }
    if (saw == n && plan_.workers > 1) {
      return "one worker has all to do, and the others nothing";
    }
    if (saw == ceiling_of(n, plan_.workers) || saw == n / plan_.workers) {
      return "one chunk for each worker: who is done first gets nothing more";
    }
    return saw == n / chunks ? "n / (4 x workers) is rounded up: else there "
                               "are more than 4 chunks for each worker"
                             : "";
  }

  script plan_;
  mutable tandem::gate place_;
  std::thread::id caller_;
  std::vector<one_chunk> chunks_;
  std::size_t given_ = 0;  ///< items
  bool has_refused_ = false;
  bool inside_submit_ = false;
  bool busy_ = true;
  ints returned_;
  std::exception_ptr thrown_;
  mutable std::optional<tandem::mismatch> oddity_;
};

/// A call of `map`, in a thread of its own.
class stage {
 public:
  explicit stage(script plan) : world_{made_last(std::move(plan))} {
    std::thread{[here = world_] { here->call(); }}.detach();
  }

  /// Whether the call is over; what was odd so far ends the probe.
  bool settle(const std::string& when = "") {
    const bool over = world_->settle();
    demand_no_oddity();
    rethrow_own();
    const auto all = world_->submitted();
    const auto left = world_->unfinished().size();
    tandem::demand(
        !over || left == 0,
        {.expected = fmt::format("map ends when done was called for each chunk "
                                 "that was submitted, here {}{}",
                                 all, when),
         .saw = fmt::format("it {}, and {} still with the workers",
                            world_->thrown() ? "throws" : "returns",
                            left == 1 ? "one is" : fmt::format("{} are", left)),
         .why = "who calls `done` later calls into what is gone"});
    return over;
  }

  /// Another thread calls `done` of chunk i.
  void finish(std::size_t i) {
    world_->finish_elsewhere(i, "while map waits");
    demand_no_oddity();
  }

  /// The call has to wait now, and all is submitted.
  void demand_waits(const std::string& when = "") {
    const bool over = settle(when);
    demand_all_submitted(when);
    tandem::demand(
        !over,
        {.expected = "map waits" + when, .saw = "it is over", .why = ""});
  }
  /// The call has to end now.
  void demand_over(const std::string& when = "") {
    const bool over = settle(when);
    const bool inside = world_->is_inside_submit();
    tandem::demand(
        over,
        {.expected = fmt::format("{}: map ends{}", about(), when),
         .saw = inside ? "it sleeps while submit runs"
                       : "it sleeps, though done was called for each chunk",
         .why = inside ? "whoever holds a lock there waits for itself: `done` "
                         "may be called at once, and so may another map"
                : world_->plan().refusals.empty()
                    ? "whoever puts the last outcome there has to wake who "
                      "waits for it"
                    : "a chunk that submit throws at is not submitted: its "
                      "`done` never comes"});
    demand_all_submitted(when);
  }
  void demand_results(const std::string& when = "") {
    demand_over(when);
    const auto& right = world_->plan().results;
    const auto returned = world_->returned();
    tandem::demand(
        returned.size() == right.size(),
        {.expected = fmt::format("{}: {}{}", about(),
                                 count_of(right.size(), "result"), when),
         .saw = count_of(returned.size(), "result"),
         .why = ""});
    const auto differs = std::ranges::mismatch(returned, right).in1;
    tandem::demand(
        differs == returned.end(),
        {.expected = fmt::format("{}: the results in the order of the items, "
                                 "{}{}",
                                 about(), listed(right), when),
         .saw = fmt::format("{}; the first that is wrong has number {}",
                            listed(returned), differs - returned.begin()),
         .why = std::ranges::is_permutation(returned, right)
                    ? "the results are there, in the places of others"
                    : ""});
  }
  /// What the call has thrown, which has to throw.
  std::exception_ptr demand_thrown(const std::string& when) {
    demand_over(when);
    tandem::demand(world_->thrown() != nullptr,
                   {.expected = fmt::format("{}: map throws{}", about(), when),
                    .saw = "it returns " + listed(world_->returned()),
                    .why = ""});
    return world_->thrown();
  }

  [[nodiscard]] world& all() const { return *world_; }
  [[nodiscard]] std::string about() const { return in_words(world_->plan()); }
  void demand_no_oddity() const {
    if (const auto odd = world_->oddity()) {
      tandem::demand(false, *odd);
    }
  }

  /// ThreadSanitizer has a thread of its own, which begins with our first one.
  /// The world's gate has to find it there, to know it for a stranger.
  static std::shared_ptr<world> made_last(script plan) {
    std::thread{[] {}}.join();
    auto made = std::make_shared<world>(std::move(plan));
    // An answer that has left a thread behind may still call it: it stays.
    static std::vector<std::shared_ptr<world>> all;
    return all.emplace_back(std::move(made));
  }

 private:
  /// What nobody has asked the call to throw.
  void rethrow_own() const {
    const auto thrown = world_->thrown();
    const auto& plan = world_->plan();
    try {
      if (thrown) {
        std::rethrow_exception(thrown);
      }
    } catch (const tandem::todo&) {
      throw;
    } catch (...) {
      tandem::demand(
          !plan.failures.empty() || !plan.refusals.empty() || plan.chunk == 0,
          {.expected = about() + ": map throws nothing",
           .saw = scene::told(thrown),
           .why = ""});
    }
  }
  /// Where a number of the plan is too large to calculate with as it is.
  [[nodiscard]] std::string overflow_words() const {
    const auto& plan = world_->plan();
    const bool chunk = plan.chunk.value_or(0) > SIZE_MAX - plan.items.size();
    const bool workers = plan.workers > INT_MAX / 4;
    return chunk     ? "n + chunk - 1 has no place in a std::size_t: it begins "
                       "at 0 again"
           : workers ? "4 x workers has no place in an int"
                     : "";
  }
  void demand_all_submitted(const std::string& when) const {
    const auto& plan = world_->plan();
    const auto all = plan.items.empty()
                         ? 0
                         : ceiling_of(plan.items.size(), right_size(plan));
    const auto right = plan.refusals.empty()
                           ? all
                           : std::min(all, plan.refusals.begin()->first);
    const auto seen = world_->submitted();
    tandem::demand(
        seen == right,
        {.expected = fmt::format(
             "{}: {} submitted{}{}", about(), count_of(right, "chunk"),
             world_->is_busy() ? " before map waits" : "", when),
         .saw = fmt::format("{}", seen),
         .why = !overflow_words().empty() ? overflow_words()
                : world_->is_busy()
                    ? "workers without a chunk are idle while map waits"
                : plan.failures.empty()
                    ? "each item has its result, the last ones too"
                    : "all are submitted, whatever becomes of the others"});
  }

  std::shared_ptr<world> world_;
};

}  // namespace pool_map_check
