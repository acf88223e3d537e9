#pragma once

#include <sys/types.h>

#include <array>
#include <chrono>
#include <vector>

#include "common/teaching/timeline.hpp"
#include "job.hpp"

// What a job's notes say about where its time went.
namespace profile_a_real_job {

struct wall_and_cpu {
  std::chrono::nanoseconds wall{};
  std::chrono::nanoseconds cpu{};
};

/// What one worker was at: its phases, summed up, and what it did besides while
/// there were tasks.
struct worker_profile {
  pid_t thread = 0;
  std::array<wall_and_cpu, all_phases.size()> at{};
  std::chrono::nanoseconds before{};   ///< its first task
  std::chrono::nanoseconds between{};  ///< its phases
  std::chrono::nanoseconds after{};    ///< its last task
};

/// Where `workers` x `wall` went. The parts from `computing` on add up to it.
struct account {
  int workers = 1;
  std::chrono::nanoseconds wall{};
  std::chrono::nanoseconds serial{};  ///< the caller alone: load and the like
  std::chrono::nanoseconds
      task_time{};  ///< the wall time of all phases of tasks

  std::chrono::nanoseconds computing{};    ///< CPU time of these, and serial
  std::chrono::nanoseconds off_cpu{};      ///< in a task, and not on a CPU
  std::chrono::nanoseconds others_idle{};  ///< while the caller is alone
  /// Of all workers. One that got no task waited for its first all the while.
  std::chrono::nanoseconds before{};
  std::chrono::nanoseconds between{};
  std::chrono::nanoseconds after{};
};

/// Each thread that was at a phase: the caller first, if it was at one.
std::vector<worker_profile> workers_of(const job_run& run);

account account_of(const job_run& run, int workers);

/// How many times as fast as one worker so many can be, at most: what is serial
/// takes as long as ever, the rest may be divided. Amdahl's law.
double ceiling(std::chrono::nanoseconds serial,
               std::chrono::nanoseconds parallel, double workers);

/// All tasks of a run taken together.
struct tasks_seen {
  std::chrono::nanoseconds cpu{};
  std::chrono::nanoseconds span{};     ///< from the first begin to the last end
  std::chrono::nanoseconds stagger{};  ///< the last worker after the first one
  std::vector<tandem::noted_span> spans{};
};
tasks_seen tasks_of(const job_run& run);

/// Spans that cannot be right: outside of the run, or a task's while there are
/// no tasks, or two of one thread that overlap.
std::int64_t misplaced_phases(const job_run& run);

/// The most tasks that were in a phase at one and the same time.
int most_tasks_at_once(const job_run& run);

}  // namespace profile_a_real_job
