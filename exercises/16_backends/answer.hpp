#pragma once

#include <chrono>
#include <cstdint>

namespace backends {

/// Where calls are made.
enum class backend { sequential, threading, loky };

/// The calls that there are to make, all alike.
struct task {
  std::int64_t calls = 0;
  std::chrono::nanoseconds waits{};     ///< one call; the lock is let go
  std::chrono::nanoseconds computes{};  ///< one call
  bool lets_go = false;                 ///< of the lock while it computes, too
  bool needs_variables = false;         ///< reads and changes this program's
  bool may_crash = false;               ///< and take its process along
};

/// Who is there to make them, and what it costs to use them.
struct workers {
  int count = 1;                               ///< with a CPU for each
  std::int64_t batch = 1;                      ///< calls handed over at once
  std::chrono::nanoseconds start_threads{};    ///< once, all of them
  std::chrono::nanoseconds start_processes{};  ///< once, all of them
  std::chrono::nanoseconds hand_to_thread{};   ///< one batch
  std::chrono::nanoseconds hand_to_process{};  ///< one batch
};

struct choice {
  backend on = backend::sequential;
  std::chrono::nanoseconds takes{};  ///< until all calls are made
  friend bool operator==(const choice&, const choice&) = default;
};

/// Chooses the backend on which all calls are made in the shortest time, of
/// those that may be used; of several that take the same time, the one that
/// comes first in `backend`.
///
/// May be used
///   sequential  unless a call may crash, which would end this program;
///   threading   unless a call may crash, or there is one worker only;
///   loky        unless calls need this program's variables, or there is one
///               worker only: with n_jobs = 1 `parallel` makes the calls
///               itself, whichever backend it was given.
///
/// The time
///   on sequential is what all calls wait and compute.
///   On the others, calls go in batches of `batch`, of which the last may be
///   smaller. They are dealt to the workers in turn: the first worker gets
///   batches 0, count, 2 count and so on. No other one has more to do, so the
///   time is that of the first worker. It is the sum of
///     - the start of all workers, threads or processes,
///     - handing over the batches of the first worker, each at the same cost,
///     - what the calls of the first worker wait, and
///     - what they compute. But where threads compute and hold the lock (that
///       is, unless the task lets go of it), what all calls compute: one
///       thread at a time can.
///
/// Without calls nothing is started, and nothing can crash: sequential, 0 ns.
/// Units    nanoseconds. Each of the three times fits into them. There are no
///          more than 10^12 calls, in all or in a batch, and 1000 workers.
/// Errors   std::invalid_argument if there are less than 0 calls, 1 worker or 1
///          call in a batch, or if a span is negative; and if there are calls,
///          and no backend may be used.
choice choose(const task& what, const workers& who);

}  // namespace backends
