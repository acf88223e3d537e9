#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/judging.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/teaching/timeline.hpp"
#include "common/timing/stopwatch.hpp"

namespace threads {

using job_list = std::vector<std::function<int()>>;

/// The lesson's ingredient: a way to run jobs, which returns what they return.
using job_runner =
    std::function<std::vector<int>(const job_list& jobs, int threads)>;

/// Where a job ran.
struct place {
  pid_t process = 0;
  pid_t thread = 0;        ///< the kernel's number
  std::string cpp_thread;  ///< std::thread::id, as text
  int number = -1;         ///< among the threads that ran jobs, from 0
};

constexpr int job_count = 12;

/// What was seen of the twelve jobs.
struct one_run {
  int threads = 0;            ///< how many were asked for
  std::vector<place> places;  ///< of each job; a job that never ran has none
  std::vector<int> results;   ///< job i returns i * i, if it is job 0, 1, ...
  int most_at_once = 0;       ///< jobs that had begun and not ended
  tandem::elapsed_time time;
  std::chrono::nanoseconds could_compute{};  ///< CPU time, had nobody disturbed
  tandem::timeline who_worked{1};
  std::string log;
  bool decided = true;  ///< whether the first jobs found each other, or cannot
};

struct evidence {
  int workers = 0;
  place caller;
  double usable_cpus = 0;
  std::string cpus;  ///< the same in words
  one_run in_turn;   ///< one job after the other, in the caller
  one_run run;       ///< by the ingredient
  std::vector<tandem::attempt> tries;  ///< CPU / wall, with two CPUs
};

/// Twelve jobs, each of which computes for `span`. The first ones, as many as
/// threads, wait for each other: a quick thread must not take the others' share
/// before they are there.
one_run run_twelve(const job_runner& run, int threads,
                   std::chrono::nanoseconds span);

/// Runs the twelve jobs in turn, then by `run`; and by `run` again, each job
/// shorter, until CPU / wall is decided.
evidence measure(const job_runner& run, int workers, tandem::scale size);

/// One job after the other in the caller's thread, however many were asked for.
std::vector<int> run_in_turn(const job_list& jobs, int threads);

std::vector<tandem::claim> claims(const evidence& seen);
/// Those of the claims that hold on one CPU, too.
std::vector<tandem::claim> claims(const one_run& seen, pid_t process);
std::vector<tandem::table> tables(const evidence& seen);
/// Who worked when, and the log.
std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace threads
