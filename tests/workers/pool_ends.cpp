// Ends workers of a pool, or the pool, in every way at random moments, and
// looks whether each result or error is the right one, whether the next call
// has all its workers, and whether anything is left: pool_ends ROUNDS [SEED]
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <iostream>
#include <iterator>
#include <random>
#include <ranges>
#include <set>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "common/teaching/process_tree.hpp"
#include "common/timing/work.hpp"
#include "common/workers/pool.hpp"
#include "common/workers/worker_main.hpp"
#include "common/workers/worker_process.hpp"
#include "tests/workers/who_is_there.hpp"

namespace {

using std::chrono::microseconds;
using tandem::start_method;
using tests::sums;
using how_ended = tandem::process_ending::how_ended;

enum class kind { killed, crashes, exits, terminated, left_early };
constexpr std::array kind_names{"killed", "crashes", "exits", "terminated",
                                "left early"};
enum class shape { map, imap, unordered, async };
constexpr std::array shape_names{"map", "imap", "imap_unordered",
                                 "apply_async"};
constexpr int tasks = 40;

// Tasks.

/// Takes from nothing to about a millisecond; or does not end well.
std::vector<int> task(int x, bool ends_badly, kind how) {
  if (ends_badly && how == kind::crashes) {
    raise(SIGSEGV);
  }
  if (ends_badly) {
    _exit(7);
  }
  tandem::work(x % 7 * std::int64_t{60'000});
  std::vector<int> all(x % 5 == 0 ? 20'000 : 3, x);
  return all;
}
bool is_right(const std::vector<int>& result, int x) {
  return result == std::vector<int>(x % 5 == 0 ? 20'000 : 3, x);
}
std::vector<int> spread_task(const std::tuple<int, bool, kind>& asked) {
  return std::apply(task, asked);
}
/// The workers of a pool, all of which have to be there.
std::set<pid_t> all_meet(tandem::pool& by) {
  const tandem::shared_memory memory{sizeof(std::atomic<int>)};
  const std::vector asked(
      static_cast<std::size_t>(by.workers()),
      std::tuple{getpid(), memory.descriptor(), by.workers()});
  const auto pids = by.starmap<tests::meet>(asked, 1);
  return {pids.begin(), pids.end()};
}

/// One call that is ended.
class one_round {
 public:
  one_round(std::mt19937& random, tandem::pool& by, sums& seen)
      : random_{random},
        pool_{by},
        seen_{seen},
        kind_{static_cast<kind>(any(5))},
        shape_{kind_ == kind::left_early ? shape::imap
                                         : static_cast<shape>(any(4))},
        chunk_{std::array<std::size_t, 3>{1, 3, 20}.at(random_() % 3)},
        bad_{kind_ == kind::crashes || kind_ == kind::exits ? any(tasks) : -1} {
  }

  void run();
  [[nodiscard]] bool was_terminated() const {
    return kind_ == kind::terminated;
  }
  [[nodiscard]] std::string words() const {
    return fmt::format("{}, {}, {} workers, chunk {}, bad task {}",
                       kind_names.at(static_cast<std::size_t>(kind_)),
                       shape_names.at(static_cast<std::size_t>(shape_)),
                       pool_.workers(), chunk_, bad_);
  }

 private:
  [[nodiscard]] int any(int below) const {
    return static_cast<int>(random_() % static_cast<unsigned>(below));
  }
  void disturb(const std::set<pid_t>& workers);
  void call();
  void call_async();
  template <class Results>
  void read(Results results);
  template <class Look>
  void look_at(int index, const Look& look);
  void judge(const std::exception_ptr& failure, int index);
  void judge_death(const tandem::worker_died& death);
  void wrong(const std::string& what) {
    ++seen_.wrong;
    std::cout << "wrong: " << what << " (" << words() << ")" << std::endl;
  }
  void count(const std::string& end) const {
    ++seen_.ends[fmt::format(
        "{:<11} {}", kind_names.at(static_cast<std::size_t>(kind_)), end)];
  }

  std::mt19937& random_;
  tandem::pool& pool_;
  sums& seen_;
  kind kind_;
  shape shape_;
  std::size_t chunk_;
  int bad_;  ///< the task that does not end well
  pid_t victim_ = 0;
  int right_ = 0;
  int failures_ = 0;
  bool left_ = false;
  bool terminated_ = false;
  std::jthread other_{};
};

void one_round::disturb(const std::set<pid_t>& workers) {
  const auto after = microseconds{any(3'000)};
  if (kind_ == kind::killed) {
    victim_ = *std::next(workers.begin(), any(pool_.workers()));
    other_ = std::jthread{[victim = victim_, after] {
      std::this_thread::sleep_for(after);
      kill(victim, SIGKILL);
    }};
  } else if (kind_ == kind::terminated) {
    other_ = std::jthread{[this, after] {
      std::this_thread::sleep_for(after);
      pool_.terminate();
    }};
  }
}

void one_round::judge_death(const tandem::worker_died& death) {
  const bool by_exit = death.ending().how == how_ended::exit;
  const int code = kind_ == kind::exits     ? 7
                   : kind_ == kind::crashes ? SIGSEGV
                                            : SIGKILL;
  if (by_exit != (kind_ == kind::exits) || death.ending().code != code ||
      (kind_ == kind::killed && death.pid() != victim_) ||
      kind_ == kind::terminated || kind_ == kind::left_early) {
    wrong(death.what());
  }
  count("task_error of worker_died");
}

/// `index` is that of the item, or below 0 if it is not known.
void one_round::judge(const std::exception_ptr& failure, int index) {
  try {
    std::rethrow_exception(failure);
  } catch (const tandem::task_error& error) {
    ++failures_;
    const int its =
        shape_ == shape::async ? index : static_cast<int>(error.index());
    if ((bad_ >= 0 && its != bad_) || (index >= 0 && its != index)) {
      wrong(fmt::format("the failed task is {}", its));
    }
    try {
      std::rethrow_if_nested(error);
      wrong("nothing is nested");
    } catch (const tandem::worker_died& death) {
      judge_death(death);
    }
  } catch (const tandem::pool_terminated&) {
    terminated_ = true;
  } catch (const tandem::pool_closed&) {
    terminated_ = true;
  } catch (const std::exception& error) {
    wrong(error.what());
  }
  if (terminated_ && kind_ != kind::terminated) {
    wrong("nobody has terminated it");
  }
}

template <class Look>
void one_round::look_at(int index, const Look& look) {
  try {
    if (!is_right(look(), index) || index == bad_) {
      wrong(fmt::format("result of task {}", index));
    }
    ++right_;
  } catch (...) {
    judge(std::current_exception(), index);
  }
}

template <class Results>
void one_round::read(Results results) {
  const int enough = kind_ == kind::left_early ? any(tasks + 1) : tasks + 1;
  int at = 0;
  for (auto it = results.begin(); it != results.end(); ++it, ++at) {
    if (at == enough) {
      left_ = true;
      return;
    }
    if (shape_ == shape::imap) {
      look_at(at, [&]() -> auto& { return *it; });
      continue;
    }
    try {
      const auto& result = *it;
      look_at(result.front(), [&]() -> auto& { return result; });
    } catch (...) {
      judge(std::current_exception(), -1);
    }
  }
}

void one_round::call_async() {
  std::vector<tandem::async_result<std::vector<int>>> all;
  all.reserve(tasks);
  for (int x = 0; x < tasks; ++x) {
    all.push_back(pool_.apply_async<task>(x, x == bad_, kind_));
  }
  for (int x = 0; x < tasks; ++x) {
    look_at(x,
            [&]() -> auto& { return all[static_cast<std::size_t>(x)].get(); });
  }
}

void one_round::call() {
  const auto calls =
      std::views::iota(0, tasks) | std::views::transform([this](int x) {
        return std::tuple{x, x == bad_, kind_};
      });
  switch (shape_) {
    case shape::map: {
      int at = 0;
      for (const auto& result : pool_.starmap<task>(calls, chunk_)) {
        look_at(at++, [&]() -> auto& { return result; });
      }
      return;
    }
    case shape::imap:
      return read(pool_.imap<spread_task>(calls, chunk_));
    case shape::unordered:
      return read(pool_.imap_unordered<spread_task>(calls, chunk_));
    case shape::async:
      return call_async();
  }
}

void one_round::run() {
  disturb(all_meet(pool_));
  try {
    call();
  } catch (...) {
    judge(std::current_exception(), -1);
  }
  if (other_.joinable()) {
    other_.join();
  }
  const bool stops = shape_ == shape::map && failures_ > 0;
  if (!terminated_ && !left_ && !stops && right_ + failures_ != tasks) {
    wrong(fmt::format("{} results and {} errors", right_, failures_));
  }
  if (failures_ > 1 || (bad_ >= 0 && failures_ != 1)) {
    wrong(fmt::format("{} errors", failures_));
  }
  if (terminated_ || left_ || failures_ == 0) {
    count(terminated_ ? "pool_terminated" : left_ ? "left" : "complete");
  }
}

/// A pool for some rounds.
class some_rounds {
 public:
  some_rounds(std::mt19937& random, sums& seen, tests::watchdog& watch)
      : random_{random}, seen_{seen}, watch_{watch} {}

  /// Returns  how many were made.
  int run(int most) {
    const auto how =
        random_() % 2 == 0 ? start_method::spawn : start_method::forkserver;
    tandem::pool by{
        {.workers = 2 + static_cast<int>(random_() % 2), .start = how}};
    int rounds = 0;
    bool over = false;
    while (!over && rounds < most) {
      one_round one{random_, by, seen_};
      watch_.note(fmt::format("{}, round {}: {}", tandem::to_text(how), rounds,
                              one.words()));
      one.run();
      ++rounds;
      over = one.was_terminated();
      const auto expected = static_cast<std::size_t>(by.workers());
      if (!over && all_meet(by).size() != expected) {
        wrong("workers are missing");
      }
      if (tests::has_zombie()) {
        wrong("a zombie is left");
      }
    }
    return rounds;
  }
  void wrong(const std::string& what) {
    ++seen_.wrong;
    std::cout << "wrong: " << what << std::endl;
  }

 private:
  std::mt19937& random_;
  sums& seen_;
  tests::watchdog& watch_;
};

}  // namespace

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  const std::vector<std::string> arguments{argv + 1, argv + argc};
  const int rounds = std::stoi(arguments.at(0));
  const auto seed = arguments.size() > 1 ? std::stoul(arguments[1]) : 2026UL;
  std::cout << "seed " << seed << std::endl;
  constexpr rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  std::mt19937 random{static_cast<std::mt19937::result_type>(seed)};
  sums seen;
  tests::watchdog watch;
  some_rounds some{random, seen, watch};
  // The fork server stays, and what it is spoken to with.
  { const tandem::pool first{1, start_method::forkserver}; }
  const auto descriptors = tests::open_descriptors();
  for (int done = 0; done < rounds;) {
    done += some.run(std::min(rounds - done, 8));
    if (tandem::descendants(getpid()).size() != 1) {
      some.wrong("somebody is left");
    }
    if (tests::open_descriptors() != descriptors) {
      some.wrong(fmt::format("{} descriptors are open, not {}",
                             tests::open_descriptors(), descriptors));
    }
  }
  return seen.tell(rounds);
}
