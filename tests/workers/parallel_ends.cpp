// Ends calls of `parallel` on loky in every way at random moments, and looks
// whether the error is the right one, whether the next call has all its
// workers, and whether anything is left: parallel_ends ROUNDS [SEED]
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <iostream>
#include <iterator>
#include <random>
#include <ranges>
#include <string>
#include <thread>
#include <vector>

#include "common/teaching/process_tree.hpp"
#include "common/timing/work.hpp"
#include "common/workers/parallel.hpp"
#include "common/workers/worker_main.hpp"
#include "common/workers/worker_process.hpp"
#include "tests/common/wait_for_ever.hpp"
#include "tests/workers/who_is_there.hpp"

namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;
using tandem::delayed;
using tests::sums;
using how_ended = tandem::process_ending::how_ended;

constexpr int most_workers = 3;

enum class kind { killed, crashes, exits, late, deadline, left_early };
constexpr std::array kind_names{"killed", "crashes",  "exits",
                                "late",   "deadline", "left early"};
enum class shape { list, outcomes, generator };

// Tasks.

/// Takes from nothing to about a millisecond; or does not end well.
std::vector<int> task(int x, bool ends_badly, kind how) {
  if (ends_badly && how == kind::crashes) {
    raise(SIGSEGV);
  }
  if (ends_badly && how == kind::exits) {
    _exit(7);
  }
  if (ends_badly) {
    tests::wait_for_ever();
  }
  tandem::work(x % 7 * std::int64_t{30'000});
  std::vector<int> all(x % 5 == 0 ? 20'000 : 3, x);
  return all;
}
bool is_right(const std::vector<int>& result, int x) {
  return result == std::vector<int>(x % 5 == 0 ? 20'000 : 3, x);
}

/// One call that is ended.
class one_round {
 public:
  one_round(std::mt19937& random, sums& seen) : random_{random}, seen_{seen} {}

  void run();
  [[nodiscard]] std::string words() const {
    return fmt::format("{}, shape {}, {} workers, batch size {}, bad task {}",
                       kind_names.at(static_cast<std::size_t>(kind_)),
                       static_cast<int>(shape_), workers_, batch_, bad_);
  }

 private:
  static constexpr int tasks = 40;

  [[nodiscard]] int any(int below) const {
    return static_cast<int>(random_() % static_cast<unsigned>(below));
  }
  void choose();
  [[nodiscard]] tandem::parallel_options options() const;
  void call();
  template <class Results>
  void read(Results results);
  void judge_result(int index, const std::vector<int>& result);
  void judge_failure(const std::exception_ptr& failure, int index);
  void judge_reason(const tandem::task_error& error);
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
  sums& seen_;
  kind kind_{};
  shape shape_{};
  int workers_ = 2;
  int batch_ = 0;  ///< 0: auto
  int bad_ = -1;   ///< the task that does not end well
  pid_t victim_ = 0;
  int read_ = 0;
  int failures_ = 0;
};

void one_round::choose() {
  kind_ = static_cast<kind>(any(6));
  shape_ =
      kind_ == kind::left_early ? shape::generator : static_cast<shape>(any(3));
  workers_ = 2 + any(2);
  batch_ = std::array{1, 3, 0}.at(static_cast<std::size_t>(any(3)));
  bad_ = kind_ == kind::killed || kind_ == kind::left_early ? -1 : any(tasks);
}

tandem::parallel_options one_round::options() const {
  tandem::parallel_options all{.n_jobs = workers_, .backend = "loky"};
  if (batch_ > 0) {
    all.batch_size = batch_;
  }
  if (kind_ == kind::late) {
    all.timeout = 100ms;
  }
  if (kind_ == kind::deadline) {
    all.deadline = microseconds{1 + any(20'000)};
  }
  return all;
}

void one_round::judge_result(int index, const std::vector<int>& result) {
  if (index == bad_ || !is_right(result, index)) {
    wrong(fmt::format("result of task {}", index));
  }
}

void one_round::judge_death(const tandem::worker_died& death) {
  const auto& end = death.ending();
  const bool by_exit = end.how == how_ended::exit;
  const int code = kind_ == kind::exits     ? 7
                   : kind_ == kind::crashes ? SIGSEGV
                                            : SIGKILL;
  if (kind_ == kind::late || kind_ == kind::deadline ||
      by_exit != (kind_ == kind::exits) || end.code != code ||
      (kind_ == kind::killed && death.pid() != victim_)) {
    wrong(death.what());
  }
}

void one_round::judge_reason(const tandem::task_error& error) {
  const auto index = static_cast<int>(error.index());
  const bool may_be_any = kind_ == kind::killed || kind_ == kind::late;
  if (index < 0 || index >= tasks || (!may_be_any && index != bad_)) {
    wrong(fmt::format("the failed task is {}", index));
  }
  try {
    std::rethrow_if_nested(error);
    wrong("nothing is nested");
  } catch (const tandem::worker_died& death) {
    judge_death(death);
    count("task_error of worker_died");
  } catch (const tandem::timed_out& late) {
    if (kind_ != kind::late) {
      wrong(late.what());
    }
    // On a busy machine another may have had to wait for a CPU so long.
    count(index == bad_ ? "task_error of timed_out" : "timed_out, another");
  }
}

void one_round::judge_failure(const std::exception_ptr& failure, int index) {
  try {
    std::rethrow_exception(failure);
  } catch (const tandem::task_error& error) {
    ++failures_;
    if (index >= 0 && static_cast<int>(error.index()) != index) {
      wrong("another task's failure");
    }
    judge_reason(error);
  } catch (const tandem::timed_out&) {
    ++failures_;
    count("timed_out");
    if (kind_ != kind::deadline) {
      wrong("a deadline where there is none");
    }
  } catch (const std::exception& error) {
    wrong(error.what());
  }
}

template <class Results>
void one_round::read(Results results) {
  const int enough = kind_ == kind::left_early ? any(tasks + 1) : tasks + 1;
  for (const auto& result : results) {
    judge_result(read_, result);
    if (++read_ >= enough) {
      break;
    }
  }
}

void one_round::call() {
  const tandem::parallel all{options()};
  const auto calls =
      std::views::iota(0, tasks) | std::views::transform([this](int x) {
        return delayed<task>(x, x == bad_, kind_);
      });
  if (shape_ == shape::list) {
    for (const auto& result : all(calls)) {
      judge_result(read_++, result);
    }
  } else if (shape_ == shape::generator) {
    read(all.generator(calls));
  } else {
    for (const auto& one : all.outcomes(calls)) {
      const int index = read_++;
      if (one.result.has_value() == (one.failure != nullptr)) {
        wrong(fmt::format("task {} has two ends or none", index));
      } else if (one.result) {
        judge_result(index, *one.result);
      } else {
        judge_failure(one.failure, index);
      }
    }
  }
}

void one_round::run() {
  choose();
  const auto workers = tests::all_meet(workers_);
  std::jthread killer;
  if (kind_ == kind::killed) {
    victim_ = *std::next(workers.begin(), any(workers_));
    killer = std::jthread{[victim = victim_, after = microseconds{any(8'000)}] {
      std::this_thread::sleep_for(after);
      kill(victim, SIGKILL);
      // Only then it is known to be gone, if nobody has waited for it by now.
      siginfo_t seen{};
      waitid(P_PID, static_cast<id_t>(victim), &seen, WEXITED | WNOWAIT);
    }};
  }
  try {
    call();
  } catch (...) {
    if (shape_ == shape::outcomes && kind_ != kind::deadline) {
      wrong("a call for outcomes throws");
    }
    judge_failure(std::current_exception(), -1);
  }
  const bool is_whole = read_ == tasks && failures_ == 0;
  if (is_whole || (kind_ == kind::left_early && failures_ == 0)) {
    count(is_whole ? "complete" : "left");
  } else if (failures_ == 0) {
    wrong("neither results nor an error");
  }
  if (bad_ >= 0 && failures_ == 0) {
    wrong("no error");
  }
  if (failures_ > 1 && kind_ != kind::late) {
    wrong("too many errors");
  }
}

/// What is left of the rounds so far.
void look_around(sums& seen, std::size_t descriptors, bool let_go) {
  const auto wrong = [&](const std::string& what) {
    ++seen.wrong;
    std::cout << "wrong: " << what << std::endl;
  };
  if (tests::has_zombie()) {
    wrong("a zombie is left");
  }
  if (let_go) {
    tandem::let_workers_go();
  }
  const auto left = tandem::descendants(getpid()).size();
  if (left > (let_go ? 0 : most_workers)) {
    wrong(fmt::format("{} processes are left", left));
  }
  constexpr std::size_t for_each_worker = 5;  // three pipes, memory, a pidfd
  const auto expected = descriptors + left * for_each_worker;
  if (tests::open_descriptors() != expected) {
    wrong(fmt::format("{} descriptors are open, not {}",
                      tests::open_descriptors(), expected));
  }
}

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
  const auto descriptors = tests::open_descriptors();
  for (int round = 0; round < rounds; ++round) {
    one_round one{random, seen};
    watch.note(fmt::format("round {}", round));
    one.run();
    watch.note(fmt::format("after round {}: {}", round, one.words()));
    const auto workers = 2 + static_cast<int>(random() % 2);
    if (tests::all_meet(workers).size() != static_cast<std::size_t>(workers)) {
      ++seen.wrong;
      std::cout << "wrong: workers are missing" << std::endl;
    }
    constexpr int now_and_then = 5;
    look_around(seen, descriptors, round % now_and_then == 0);
  }
  look_around(seen, descriptors, true);
  return seen.tell(rounds);
}
