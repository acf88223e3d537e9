#pragma once

#include <chrono>
#include <vector>

namespace profile_a_real_job {

/// What a worker was at from `begin` to `end`, as a profiler has noted it.
struct span {
  int worker = 0;        ///< 0, 1, ...; 0 is the caller
  bool is_task = false;  ///< one of the tasks that workers share; if not, it is
                         ///< serial: the caller's own, and cannot be shared
  std::chrono::nanoseconds begin{};  ///< since the run began
  std::chrono::nanoseconds end{};
  std::chrono::nanoseconds cpu{};  ///< that was used meanwhile
};

/// A run, in the profiler's words.
/// Shape    Spans come in any order. Those of one worker may lie within each
///          other, as a phase within a task does, or overlap in part. Tasks of
///          several workers may overlap. All serial spans are the caller's, and
///          while one lasts, no task does; the caller may have tasks, too. A
///          span may take no time, and a worker may have no span.
struct recorded_run {
  int workers = 1;
  std::chrono::nanoseconds wall{};  ///< it lasted from 0 to this
  std::vector<span> spans{};
};

/// Where the time of all workers went: serial + tasks + idle = workers x wall.
/// Units    wall time; the spans' `cpu` has no part in it.
struct summary {
  /// How long a serial span was going on.
  std::chrono::nanoseconds serial{};
  /// How long each worker was at a task, summed over the workers.
  std::chrono::nanoseconds tasks{};
  /// How long each worker was at nothing, summed over the workers, those
  /// included that have no span. While the caller is at something serial, all
  /// other workers are idle.
  std::chrono::nanoseconds idle{};
  /// Serial time as a share, from 0 to 1, of what one worker alone would take:
  /// of serial and tasks together. Without either, 0. Right to nine places.
  double serial_share = 0;
};

/// Sums up a run. A moment at which a worker has several spans counts once.
/// Shape    depends on `run` alone.
/// Units    nanoseconds, exact. A run has at most 1000 workers, lasts an hour
///          at most and has some thousands of spans.
/// Errors   std::invalid_argument if there are less than 1 workers, if `wall`
///          is negative, or if a span's worker is none of them, or the span
///          ends before it begins, or is not within 0 and `wall`. What `cpu`
///          says is never refused: a task may have threads of its own.
summary summarize(const recorded_run& run);

/// How many times as fast as one worker alone so many could be at most: serial
/// time stays what it is, and the tasks' time is divided by the workers
/// (Amdahl's law).
/// Shape    depends on serial, tasks and `workers` alone, which need not be
///          those of the run, and may be any number from 1 to a million.
///          Without serial time and tasks, 1.
/// Units    right to nine digits.
/// Errors   std::invalid_argument if there are less than 1 workers.
double ceiling(const summary& of, int workers);

}  // namespace profile_a_real_job
