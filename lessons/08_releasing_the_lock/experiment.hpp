#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "common/locking/global_lock.hpp"
#include "common/teaching/claim.hpp"
#include "common/teaching/judging.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/teaching/timeline.hpp"

namespace releasing_the_lock {

/// The lesson's ingredient: runs `action` for a thread that holds `lock`, and
/// leaves it holding the lock, whatever happens to the lock meanwhile.
using run_function = std::function<void(tandem::global_lock& lock,
                                        const std::function<void()>& action)>;

/// Lets go of the lock, runs `action`, takes the lock back.
void let_go(tandem::global_lock& lock, const std::function<void()>& action);
/// Runs `action` and keeps the lock all the while.
void keep(tandem::global_lock& lock, const std::function<void()>& action);

/// Twelve jobs of one kind, on threads that share one lock.
struct case_seen {
  std::string name;
  tandem::doing what{};  ///< what the threads do in the heart of a job
  std::chrono::nanoseconds asked{};  ///< the hearts of all jobs, added up
  std::chrono::nanoseconds wall{};
  std::chrono::nanoseconds cpu{};
  tandem::timeline who_did_what{1};
  /// Two threads wait for each other in the heart of a job: the most there at
  /// once, 2 if they met.
  int most_met = 0;
  bool met_is_known = true;  ///< false if it could not be decided
};

struct evidence {
  int workers = 0;
  double usable_cpus = 0;
  std::string machine;  ///< its CPUs, in words
  case_seen sleeps;
  case_seen held_work;
  case_seen private_work;
  std::vector<tandem::attempt> cpus;  ///< used by private work; may be empty

  [[nodiscard]] bool can_use_two() const {
    return usable_cpus >= 2 && workers >= 2;
  }
};

/// Runs jobs that sleep on `workers` threads; what becomes of the lock in the
/// sleep, `around_sleep` says.
/// Errors   what `around_sleep` throws, as tandem::task_error.
case_seen measure_sleeps(const run_function& around_sleep, int workers,
                         tandem::scale size);

/// Runs the three kinds of jobs on `workers` threads each, but on no
/// more than there are jobs: sleeps; computations that keep the lock; and
/// computations on private data that let it go.
/// Errors   as measure_sleeps.
evidence measure(const run_function& around_sleep, int workers,
                 tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace releasing_the_lock
