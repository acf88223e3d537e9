#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace nested_parallelism {

/// What a task is told, and what it tells its jobs.
struct order {
  std::string board{};  ///< memory of the parent's, where all can be counted
  int workers = 0;      ///< of the outer call
  int asked = 0;        ///< threads
  std::int64_t steps = 0;
  int crowd = 0;  ///< how many jobs of a task can be under way at once
  int job = 0;

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& board& workers& asked& steps& crowd& job;
  }
};

/// What an inner job notes of itself, and gives back.
/// Units    moments in nanoseconds by the steady clock, which is one for all
///          processes.
struct note {
  int job = 0;
  pid_t thread = 0;  ///< the kernel's number
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::int64_t forced_off = 0;  ///< how often the kernel took the CPU from it
  std::uint64_t result = 0;
  bool met = true;  ///< false if those that should compute beside it did not

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& job& thread& begin& end& forced_off& result& met;
  }
};

/// What an outer task gives back: it has called its jobs in parallel.
struct task_notes {
  pid_t process = 0;
  std::string openmp;  ///< OMP_NUM_THREADS, as the task sees it
  std::vector<note> jobs{};

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& process& openmp& jobs;
  }
  /// How many threads its jobs ran on.
  [[nodiscard]] int threads() const;
};

/// The outer task. It calls twice as many jobs as it would like to have
/// threads. The first ones, as many as can be under way at once, compute until
/// those of all tasks have begun: so as many compute at once as ever can.
task_notes call_in_parallel(order told);

}  // namespace nested_parallelism
