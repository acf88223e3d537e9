// `parallel` against a plain loop: every backend, number of workers, batch size
// and way to return, on inputs of every kind, with tasks that fail at random.
// TANDEM_SEED=n repeats the run that printed n.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <limits>
#include <optional>
#include <random>
#include <ranges>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/teaching/process_tree.hpp"
#include "common/workers/parallel.hpp"
#include "tests/catch.hpp"
#include "tests/common/watched_input.hpp"

namespace {

using tandem::delayed;
using tandem::task_error;
using tests::draw_watch;
using tests::single_pass;

constexpr std::array backends{"sequential", "threading", "under_lock",
                              "multiprocessing", "loky"};
constexpr std::array jobs{1, 2, 3, 7};
constexpr std::array<std::size_t, 4> batch_sizes{1, 3, 100, 0};  // 0: auto
constexpr std::array pre_dispatches{"all", "n_jobs", "2 * n_jobs", "1", "17"};
enum class shape { list, outcomes, generator, unordered };
constexpr std::array shapes{shape::list, shape::outcomes, shape::generator,
                            shape::unordered};
enum class source { sized, single_pass, lazy };
constexpr std::array sources{source::sized, source::single_pass, source::lazy};
constexpr std::size_t large = 10'007;

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

// What tasks in this process tell.
std::atomic<std::size_t> tasks_begun{0};
std::atomic<std::size_t> lowest_thrown{none};

/// Fails where its argument is negative: see arguments_of_case.
std::int64_t triple(std::int64_t x) {
  ++tasks_begun;
  if (x < 0) {
    const auto index = static_cast<std::size_t>(~x);
    auto seen = lowest_thrown.load();
    while (index < seen && !lowest_thrown.compare_exchange_weak(seen, index)) {
    }
    throw std::domain_error{std::to_string(index)};
  }
  return 3 * x + 1;
}
std::int64_t expected_at(std::size_t index) {
  return 3 * static_cast<std::int64_t>(index) + 1;
}

std::uint32_t seed() {
  static const std::uint32_t only = [] {
    const char* given = std::getenv("TANDEM_SEED");
    return given == nullptr
               ? 2026U
               : static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10));
  }();
  return only;
}

/// One call, and how it went.
class one_case {
 public:
  std::size_t backend = 0;
  int n_jobs = 1;
  std::size_t batch_size = 1;
  shape returns = shape::list;
  source from = source::sized;
  std::size_t count = 0;

  /// Runs it. Returns what is wrong; empty if nothing is.
  std::string fault(std::mt19937& random);
  [[nodiscard]] std::string words() const {
    return fmt::format(
        "TANDEM_SEED={}: {}, n_jobs {}, batch_size {}, shape {}, source {}, "
        "{} inputs, pre_dispatch {}, failing: {}",
        seed(), backends.at(backend), n_jobs, batch_size,
        static_cast<int>(returns), static_cast<int>(from), count, pre_dispatch_,
        fmt::join(failing_, " "));
  }
  [[nodiscard]] bool on_processes() const { return backend > 2; }

 private:
  [[nodiscard]] bool one_by_one() const { return backend == 0 || n_jobs == 1; }
  /// Alone, a worker gets one task at a time.
  [[nodiscard]] std::size_t real_batch() const {
    return n_jobs == 1 ? 1 : batch_size;
  }
  [[nodiscard]] bool fails(std::size_t index) const {
    return failing_.contains(index);
  }
  [[nodiscard]] std::size_t lowest_failing() const {
    return failing_.empty() ? none : *failing_.begin();
  }

  void choose(std::mt19937& random);
  tandem::parallel_options options(draw_watch& watch);
  template <class Calls>
  void run(const tandem::parallel& call, Calls calls, draw_watch& watch);
  template <class Results>
  void read(Results results, draw_watch& watch);
  void judge_result(std::size_t index, std::int64_t result);
  void judge_error(const task_error& error, std::size_t expected_index);
  void judge_end(const draw_watch& watch);
  void complain(const std::string& what) {
    if (fault_.empty()) {
      fault_ = what;
    }
  }

  const char* pre_dispatch_ = "all";
  std::set<std::size_t> failing_{};
  tandem::global_lock lock_{};
  std::size_t done_ = 0;     ///< as on_progress says
  std::size_t batches_ = 0;  ///< likewise
  std::size_t results_ = 0;
  std::optional<std::size_t> failed_at_{};
  std::string fault_{};
};

void one_case::choose(std::mt19937& random) {
  pre_dispatch_ = pre_dispatches.at(random() % pre_dispatches.size());
  const auto how_many = random() % 3;  // none, one, several
  for (std::size_t i = 0; i < how_many * how_many && count > 0; ++i) {
    failing_.insert(random() % count);
  }
}

tandem::parallel_options one_case::options(draw_watch& watch) {
  tandem::parallel_options all{.n_jobs = n_jobs, .pre_dispatch = pre_dispatch_};
  if (backend == 2) {
    all.backend = tandem::threading_backend(lock_);
  } else {
    all.backend = backends.at(backend);
  }
  if (batch_size > 0) {
    all.batch_size = static_cast<int>(batch_size);
  }
  all.on_progress = [this, &watch](const tandem::schedule_counts& now) {
    watch.note_batch(now.done - done_);
    done_ = now.done;
    batches_ = now.batches;
    if (returns == shape::list || returns == shape::outcomes) {
      watch.note_settled(now.drawn, now.done);
    }
  };
  return all;
}

void one_case::judge_result(std::size_t index, std::int64_t result) {
  if (index >= count || fails(index) || result != expected_at(index)) {
    complain(fmt::format("result {} of task {}", result, index));
  }
}

void one_case::judge_error(const task_error& error,
                           std::size_t expected_index) {
  const auto index = error.index();
  if (!fails(index) || (expected_index != none && index != expected_index)) {
    complain(fmt::format("the error is of task {}", index));
  }
  if (error.worker() < 0 || error.worker() >= n_jobs) {
    complain(fmt::format("a worker {}", error.worker()));
  }
  try {
    std::rethrow_if_nested(error);
    complain("nothing is nested");
  } catch (const std::domain_error& thrown) {
    if (thrown.what() != std::to_string(index)) {
      complain(fmt::format("task {} has thrown {}", index, thrown.what()));
    }
  }
}

template <class Results>
void one_case::read(Results results, draw_watch& watch) {
  std::set<std::int64_t> seen;
  for (const auto result : results) {
    const auto index = returns == shape::generator
                           ? results_
                           : static_cast<std::size_t>(result / 3);
    judge_result(index, result);
    if (!seen.insert(result).second) {
      complain(fmt::format("result {} comes twice", result));
    }
    watch.note_settled(++results_);
  }
}

template <class Calls>
void one_case::run(const tandem::parallel& call, Calls calls,
                   draw_watch& watch) {
  try {
    switch (returns) {
      case shape::list:
        for (const auto result : call(calls)) {
          judge_result(results_++, result);
        }
        break;
      case shape::outcomes:
        for (const auto& one : call.outcomes(calls)) {
          const auto index = results_++;
          if (one.result.has_value() == (one.failure != nullptr)) {
            complain(fmt::format("task {} has two ends or none", index));
          } else if (one.result) {
            judge_result(index, *one.result);
          } else {
            try {
              std::rethrow_exception(one.failure);
            } catch (const task_error& error) {
              judge_error(error, index);
            }
          }
        }
        break;
      case shape::generator:
        read(call.generator(calls), watch);
        break;
      case shape::unordered:
        read(call.generator_unordered(calls), watch);
        break;
    }
  } catch (const task_error& error) {
    failed_at_ = error.index();
    judge_error(error, none);
  }
}

/// Who was to fail, and whether the right one is said to have failed first.
void one_case::judge_end(const draw_watch& watch) {
  const bool stops = returns != shape::outcomes;
  const auto lowest = lowest_failing();
  if (failed_at_.has_value() != (stops && lowest != none)) {
    complain(failed_at_ ? "a call failed that had no reason"
                        : "no call failed");
  }
  if (!failed_at_) {
    const auto batch = real_batch();
    if (results_ != count || done_ != count || watch.drawn() != count) {
      complain(fmt::format("{} results, {} done, {} drawn", results_, done_,
                           watch.drawn()));
    }
    if (batch > 0 && batches_ != (count + batch - 1) / batch) {
      complain(fmt::format("{} batches", batches_));
    }
    return;
  }
  if (returns == shape::generator && results_ > lowest) {
    complain(fmt::format("{} results were read", results_));
  }
  if (one_by_one() && failed_at_ != lowest) {
    complain("a loop would have failed before");
  }
  if (one_by_one() && returns != shape::list && results_ != lowest) {
    complain(fmt::format("{} results before it", results_));
  }
  if (one_by_one() && tasks_begun != lowest + 1) {
    complain(fmt::format("{} tasks were begun", tasks_begun.load()));
  }
  if (!on_processes() && failed_at_ != lowest_thrown) {
    complain(fmt::format("task {} has failed, too", lowest_thrown.load()));
  }
  // A batch stops at its first failure, wherever it runs.
  if (real_batch() > 0) {
    const auto begin = *failed_at_ / real_batch() * real_batch();
    if (*failing_.lower_bound(begin) != *failed_at_) {
      complain("one before it in the same batch was to fail");
    }
  }
}

std::string one_case::fault(std::mt19937& random) {
  choose(random);
  std::vector<std::int64_t> items(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto index = static_cast<std::int64_t>(i);
    items[i] = fails(i) ? ~index : index;
  }
  tasks_begun = 0;
  lowest_thrown = none;
  const bool reads = returns == shape::generator || returns == shape::unordered;
  draw_watch watch{tandem::pre_dispatch_of(pre_dispatch_, n_jobs),
                   static_cast<std::size_t>(one_by_one() ? 1 : n_jobs),
                   real_batch(), !reads};
  const tandem::parallel call{options(watch)};
  const auto counted = std::views::transform([&](std::int64_t x) {
    watch.note_drawn();
    return x;
  });
  try {
    if (from == source::sized) {
      run(call, items | counted | delayed<triple>, watch);
    } else if (from == source::single_pass) {
      single_pass input{items, watch};
      run(call, input | delayed<triple>, watch);
    } else {
      const auto any = [](std::int64_t) { return true; };
      run(call, items | std::views::filter(any) | counted | delayed<triple>,
          watch);
    }
  } catch (const std::exception& error) {
    complain(error.what());
  }
  judge_end(watch);
  if (!watch.complaint().empty()) {
    complain(watch.complaint());
  }
  return fault_;
}

/// Calls `use` with every combination on one backend.
void for_all(std::size_t backend, std::size_t count,
             const std::function<void(one_case&)>& use) {
  for (const auto n_jobs : jobs) {
    for (const auto batch_size : batch_sizes) {
      for (const auto returns : shapes) {
        for (const auto from : sources) {
          one_case one;
          one.backend = backend;
          one.n_jobs = n_jobs;
          one.batch_size = batch_size;
          one.returns = returns;
          one.from = from;
          one.count = count;
          use(one);
        }
      }
    }
  }
}

void check(one_case& one, std::mt19937& random) {
  const auto fault = one.fault(random);
  INFO(one.words());
  CHECK(fault == "");
}

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr unsigned most = 200;  // processes start slowly then
#else
constexpr unsigned most = 1000;
#endif

/// Every combination, or each with this chance in 1000.
void check_all(std::size_t count, std::mt19937::result_type per_mille) {
  std::mt19937 random{seed()};
  for (std::size_t backend = 0; backend < backends.size(); ++backend) {
    for_all(backend, count, [&](one_case& one) {
      if (random() % 1000 < per_mille) {
        check(one, random);
      }
    });
  }
  tandem::let_workers_go();
  CHECK(tandem::descendants(getpid()).empty());
}

}  // namespace

TEST_CASE("no input, or one: as a plain loop") {
  check_all(0, most);
  check_all(1, most);
}

TEST_CASE("some tens of inputs: as a plain loop") { check_all(60, most); }

TEST_CASE("thousands of inputs: as a plain loop") {
  check_all(large, most / 4);
}
