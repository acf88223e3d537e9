#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "tests/catch.hpp"

namespace {

using batches::batch_rule;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr long double shortest = 0.2L;
constexpr long double longest = 2;

long double in_s(nanoseconds span) {
  return static_cast<long double>(span.count()) / 1e9L;
}

/// The rule, played from the list of all that counts since the last change.
class played {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }

  void completed(std::size_t tasks, nanoseconds took) {
    if (tasks != size_) {
      return;
    }
    since_change_.push_back(in_s(took));
    const auto smoothed = smooth(since_change_);
    std::size_t next = size_;
    if (smoothed < shortest) {
      next = 2 * size_;  // never less: size * 0.2 / smoothed is `size` and more
    } else if (smoothed > longest && size_ > 1) {
      next = 2 * static_cast<std::size_t>(quotient(smoothed));
      next = next == 0 ? 1 : next;
    }
    if (next != size_) {
      size_ = next;
      since_change_.clear();
    }
  }

  /// Whether a rounding error decides what becomes of such a batch.
  [[nodiscard]] bool is_close(std::size_t tasks, nanoseconds took) const {
    constexpr long double microsecond = 1e-6L;
    if (tasks != size_) {
      return false;
    }
    auto all = since_change_;
    all.push_back(in_s(took));
    const auto smoothed = smooth(all);
    const auto ideal = quotient(std::max(smoothed, shortest));
    return std::abs(smoothed - shortest) < microsecond ||
           std::abs(smoothed - longest) < microsecond ||
           (smoothed > longest &&
            std::abs(ideal - std::round(ideal)) < microsecond * (1 + ideal));
  }

 private:
  static long double smooth(const std::vector<long double>& all) {
    auto mean = all.front();
    for (const auto one : all) {  // the first one changes nothing
      mean += (one - mean) / 5;
    }
    return mean;
  }
  [[nodiscard]] long double quotient(long double smoothed) const {
    return static_cast<long double>(size_) * shortest / smoothed;
  }

  std::size_t size_ = 1;
  std::vector<long double> since_change_;
};

std::unique_ptr<batch_rule> make() {
  auto rule = batches::make_batch_rule();
  tandem::demand(rule != nullptr, {.expected = "make_batch_rule() makes a rule",
                                   .saw = "a null pointer",
                                   .why = ""});
  return rule;
}

std::string in_words(std::size_t tasks, nanoseconds took) {
  return fmt::format("{} task{} took {:.9g} s", tasks, tasks == 1 ? "" : "s",
                     static_cast<double>(in_s(took)));
}

/// The answer beside the rule as it is played.
class both {
 public:
  void completed(std::size_t tasks, nanoseconds took) {
    if (changed_) {
      since_ = trace_.size();
    }
    const auto size = right_.size();
    auto line = in_words(tasks, took);
    if (tasks != size) {
      line += fmt::format("; the size is {}", size);
    }
    trace_.push_back(std::move(line));
    answer_->completed(tasks, took);
    right_.completed(tasks, took);
    changed_ = right_.size() != size;
  }
  /// A batch of the present size.
  void completed(nanoseconds took) { completed(right_.size(), took); }

  void demand_size(const std::string& why = "") const {
    const auto said = answer_->size();
    tandem::demand(said == right_.size(),
                   {.expected = fmt::format("{} in the next batch{}",
                                            right_.size(), told()),
                    .saw = fmt::format("{}", said),
                    .why = why});
  }
  /// A batch of the present size, and the size after it.
  void demand_after(nanoseconds took, const std::string& why = "") {
    completed(took);
    demand_size(why);
  }
  /// The same, of another size.
  void demand_after(std::size_t tasks, nanoseconds took,
                    const std::string& why = "") {
    completed(tasks, took);
    demand_size(why);
  }
  /// Doubles until there are so many.
  void grow_to(std::size_t size,
               const std::string& why =
                   "less than 0.2 s is too fast: the size is doubled") {
    while (right_.size() < size) {
      demand_after(milliseconds{1}, why);
    }
  }

  [[nodiscard]] const batch_rule& answer() const { return *answer_; }
  [[nodiscard]] const played& right() const { return right_; }

 private:
  /// The batches since the last change, a line each; if the last batch made
  /// the change, those since the one before.
  [[nodiscard]] std::string told() const {
    constexpr std::size_t most = 12;
    const auto first =
        std::max(since_, trace_.size() - std::min(trace_.size(), most));
    std::string all;
    if (first > 0) {
      all += fmt::format("\n... ({} batches before)", first);
    }
    for (auto i = first; i < trace_.size(); ++i) {
      all += "\n" + trace_[i];
    }
    return all;
  }

  std::unique_ptr<batch_rule> answer_ = make();
  played right_;
  std::vector<std::string> trace_;
  std::size_t since_ = 0;  // the first of the trace that counts
  bool changed_ = false;   // the size, with the last batch
};

}  // namespace

TEST_CASE_METHOD(tandem::probe, "begins_with_one") {
  const both here;
  here.demand_size("nobody knows yet how long a task takes");
  here.demand_size("asking changes nothing");
  here.demand_size("asking changes nothing");
}

TEST_CASE_METHOD(tandem::probe, "doubles") {
  const std::string why =
      "less than 0.2 s is too fast: the size is doubled, and no more, since a "
      "fast batch says little of the next one";
  both here;
  for (const int took : {1'000, 50'000, 60'000, 3, 20'000}) {
    here.demand_after(microseconds{took}, why);
  }
  here.demand_size("asking changes nothing");
}

TEST_CASE_METHOD(tandem::probe, "stays") {
  const std::string why = "from 0.2 s to 2 s is as it should be";
  for (const std::size_t size : {1U, 8U}) {
    for (const int took : {210, 300, 1'000, 1'900}) {
      both here;
      here.grow_to(size);
      for (int i = 0; i < 4; ++i) {
        here.demand_after(milliseconds{took}, why);
      }
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "two_rules") {
  const std::string why = "each rule has seen its own batches only";
  both one;
  both other;
  one.grow_to(8, why);
  other.demand_size(why);
  other.demand_after(seconds{1}, why);
  one.demand_after(milliseconds{1}, why);
  one.demand_after(seconds{1}, why);
  both later;
  later.demand_size(why);
  later.demand_after(milliseconds{100}, why);
}

TEST_CASE_METHOD(tandem::probe, "change_resets") {
  const std::string why =
      "after a change the smoothing begins anew: what batches of another size "
      "took says nothing of these";
  both up;
  up.demand_after(milliseconds{50}, why);
  up.demand_after(milliseconds{210}, why);
  up.demand_after(milliseconds{210}, why);
}

TEST_CASE_METHOD(tandem::probe, "no_time") {
  const std::string why =
      "a batch that took no time was too fast: the size is doubled";
  both here;
  for (int i = 0; i < 5; ++i) {
    here.demand_after(nanoseconds{0}, why);
  }
}

TEST_CASE_METHOD(tandem::probe, "shrinks") {
  const std::string why =
      "more than 2 s is too slow: 2 floor(size * 0.2 s / smoothed)";
  for (const int took : {2'300, 2'600, 3'000, 3'700, 4'200}) {
    both here;
    here.grow_to(64);
    here.demand_after(milliseconds{took}, why);
  }
}

TEST_CASE_METHOD(tandem::probe, "long_batches") {
  const std::string why =
      "32 bits hold no more than 4.3 s of nanoseconds, or the quotient was "
      "rounded too early";
  for (const nanoseconds took :
       {nanoseconds{seconds{5}}, nanoseconds{milliseconds{4'400}},
        nanoseconds{hours{1}}}) {
    both here;
    here.grow_to(65'536);
    here.demand_after(took, why);
  }
}

TEST_CASE_METHOD(tandem::probe, "at_least_one") {
  const std::string why = "a batch has one task at least";
  both two;
  two.grow_to(2);
  two.demand_after(seconds{3}, why);
  both here;
  here.grow_to(16);
  here.demand_after(seconds{40}, why);
  here.demand_after(seconds{40}, why);
  here.demand_after(seconds{40}, why);
}

TEST_CASE_METHOD(tandem::probe, "limits") {
  for (const auto& took : {milliseconds{200}, milliseconds{2'000}}) {
    both here;
    here.grow_to(64);
    here.demand_after(took, "at the limit it is not beyond it");
  }
  both fast;
  fast.grow_to(64);
  fast.demand_after(microseconds{199'990}, "that is less than 0.2 s");
  both slow;
  slow.grow_to(64);
  slow.demand_after(microseconds{2'000'010}, "that is more than 2 s");
}

TEST_CASE_METHOD(tandem::probe, "smoothing") {
  const std::string why =
      "the smoothed time decides: 0.8 times the old plus 0.2 times the new";
  both here;
  here.grow_to(16);
  for (const int took : {1'000, 100, 5'000, 1'500, 4'500}) {
    here.demand_after(milliseconds{took}, why);
  }
  both falling;
  falling.grow_to(16);
  for (const int took : {1'900, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10}) {
    falling.demand_after(milliseconds{took}, why);
  }
  both rising;
  rising.grow_to(64);
  for (const int took : {1'900, 1'800, 2'200, 2'100, 2'150, 2'200, 2'300}) {
    rising.demand_after(milliseconds{took}, why);
  }
  both long_list;
  long_list.grow_to(2);
  long_list.demand_after(milliseconds{500}, why);
  for (int i = 0; i < 80; ++i) {
    long_list.demand_after(nanoseconds{1'000'000'999}, why);
  }
  long_list.demand_after(microseconds{6'000'006},
                         why + "; that is 2.000002 s, if no digit was lost");
}

TEST_CASE_METHOD(tandem::probe, "reset_after_shrinking") {
  const std::string why =
      "after a change the smoothing begins anew: what batches of another size "
      "took says nothing of these";
  both down;
  down.grow_to(4);
  down.demand_after(seconds{9}, why);
  down.demand_after(milliseconds{190}, why);
  down.demand_after(milliseconds{1'990}, why);
}

TEST_CASE_METHOD(tandem::probe, "one_stays") {
  both here;
  here.demand_after(seconds{5}, "there is no smaller batch than one task");
  here.demand_after(
      milliseconds{100},
      "the size has not changed, so the smoothing goes on, from 5 s");
  while (here.right().size() == 1) {
    here.demand_after(milliseconds{10},
                      "the smoothing goes on from 5 s, until it is below 0.2");
  }
}

TEST_CASE_METHOD(tandem::probe, "other_sizes") {
  const std::string why =
      "a batch of another size than the present one does not count";
  both here;
  here.grow_to(8);
  here.demand_after(4, milliseconds{1}, why);
  here.demand_after(16, milliseconds{1}, why);
  here.demand_after(3, seconds{9}, why);
  here.demand_after(64, seconds{9}, why);
  here.demand_after(milliseconds{1'900});
  here.demand_after(4, seconds{9}, why);
  here.demand_after(9, seconds{9}, why);
  here.demand_after(milliseconds{1'900},
                    why + ", neither in the smoothed time");
  here.demand_after(7, milliseconds{500}, why);
  here.demand_after(16, milliseconds{500}, why);
  here.demand_after(milliseconds{10},
                    why + ", and the smoothing of the others goes on");
}

TEST_CASE_METHOD(tandem::probe, "came_late") {
  const std::string why =
      "batches that were sent before the change come back after it, with the "
      "old size: they do not count";
  both up;
  up.grow_to(4);
  up.demand_after(2, milliseconds{1}, why);
  up.demand_after(1, milliseconds{1}, why);
  up.demand_after(milliseconds{300}, why);
  both down;
  down.grow_to(64);
  down.demand_after(seconds{3}, why);
  down.demand_after(64, seconds{3}, why);
  down.demand_after(64, milliseconds{1}, why);
  down.demand_after(milliseconds{400}, why);
}

TEST_CASE_METHOD(tandem::probe, "nobody_asks") {
  const std::string why =
      "each batch counts when it is done, whether or not somebody asks for the "
      "size meanwhile";
  both here;
  here.completed(1, milliseconds{1});
  here.completed(2, milliseconds{1});
  here.demand_after(4, milliseconds{1}, why);
  here.completed(8, milliseconds{100});
  here.demand_after(8, seconds{5}, why);
}

TEST_CASE_METHOD(tandem::probe, "grows_again") {
  both here;
  here.grow_to(64);
  here.demand_after(seconds{30});
  for (int i = 0; i < 8; ++i) {
    here.demand_after(milliseconds{1},
                      "tasks that were slow may be fast again: there is no "
                      "ceiling that is remembered");
  }
}

TEST_CASE_METHOD(tandem::probe, "huge") {
  constexpr int doublings = 49;
  both here;
  for (int i = 0; i < doublings; ++i) {
    here.demand_after(nanoseconds{i},
                      "an int holds 31 bits, and size * 0.2 s / smoothed need "
                      "not fit into 64");
  }
  here.demand_after(milliseconds{300}, "");
  constexpr auto big = std::size_t{1} << 40U;
  both slow;
  slow.grow_to(big);
  slow.demand_after(
      milliseconds{2'600},
      "each task counts: a float holds 24 bits of a number, and 64 bits do not "
      "hold 2^40 times 0.2 s in nanoseconds");
}

TEST_CASE_METHOD(tandem::probe, "example") {
  both here;
  std::size_t done = 0;
  while (done < 785) {  // 600 tasks of 1 ms, then as many of 0.2 s
    const auto size = here.right().size();
    nanoseconds took{0};
    for (std::size_t i = 0; i < size; ++i, ++done) {
      took += milliseconds{done < 600 ? 1 : 200};
    }
    if (here.right().is_close(size, took)) {
      took += milliseconds{1};
    }
    here.demand_after(took);
  }
}

TEST_CASE_METHOD(tandem::probe, "two_workers") {
  // A clock that goes from one end of a batch to the next.
  struct at_work {
    std::size_t tasks = 0;
    nanoseconds begin{};
    nanoseconds end{};
  };
  both here;
  std::array<at_work, 2> workers{};
  nanoseconds now{0};
  const auto takes = [](std::size_t task) {
    return task < 2'000 ? microseconds{730} : microseconds{97'300};
  };
  std::size_t next = 0;
  while (next < 6'000) {
    for (auto& worker : workers) {
      if (worker.end > now || next >= 6'000) {
        continue;
      }
      if (worker.tasks > 0) {
        here.demand_after(worker.tasks, worker.end - worker.begin);
      }
      worker = {here.right().size(), now, now};
      for (std::size_t i = 0; i < worker.tasks; ++i) {
        worker.end += takes(next++);
      }
      // The second worker is a little slower.
      worker.end +=
          &worker == &workers[1] ? microseconds{1'234} : microseconds{0};
      if (here.right().is_close(worker.tasks, worker.end - worker.begin)) {
        worker.end += milliseconds{1};
      }
    }
    now = std::min(workers[0].end, workers[1].end);
  }
}

TEST_CASE_METHOD(tandem::probe, "made_up_lists") {
  std::mt19937 dice{17};  // always the same lists
  const auto number = [&](std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>{least, most}(dice);
  };
  constexpr std::size_t most = 1'000'000;
  for (int list = 0; list < 400; ++list) {
    both here;
    std::int64_t task = 1'000;  // ns
    for (int step = 0; step < 60; ++step) {
      if (number(0, 9) == 0) {
        task = number(1, 1 << number(4, 30));
      }
      const auto size = here.right().size();
      const auto tasks = number(0, 5) > 0
                             ? size
                             : static_cast<std::size_t>(number(
                                   1, 2 * static_cast<std::int64_t>(size)));
      auto took = nanoseconds{static_cast<std::int64_t>(tasks) * task *
                              number(50, 150) / 100};
      took = std::min<nanoseconds>(took, seconds{100});
      if (number(0, 2) == 0 || size > most) {
        took = microseconds{number(150'000, 2'600'000)};
      }
      while (here.right().is_close(tasks, took)) {
        took += microseconds{7};
      }
      here.completed(tasks, took);
      if (number(0, 3) > 0) {
        here.demand_size();
      }
    }
    here.demand_size();
  }
}
