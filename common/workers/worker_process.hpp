#pragma once

#include <chrono>
#include <csignal>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/workers/child_process.hpp"
#include "common/workers/claims.hpp"
#include "common/workers/frames.hpp"
#include "common/workers/nesting.hpp"
#include "common/workers/shared_memory.hpp"

namespace tandem {

/// The worker process ended, and so did the task that it was at.
class worker_died : public std::runtime_error {
 public:
  /// `when` follows in what(): " before it was ready".
  worker_died(pid_t pid, const process_ending& ending,
              const std::string& when = "");
  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] const process_ending& ending() const { return ending_; }

 private:
  pid_t pid_;
  process_ending ending_;
};

/// Calls of one task, for one worker.
struct batch {
  std::uint64_t task = 0;   ///< known_task::offset
  std::uint64_t first = 0;  ///< what its claims call the first of them
  bool stops_at_failure = false;
  nesting inside{};                                   ///< where the calls are
  std::optional<std::chrono::nanoseconds> timeout{};  ///< of one call
  std::vector<std::uint64_t> sizes{};  ///< of each call's arguments
  outgoing arguments{};
};

/// What became of a batch.
struct batch_end {
  std::uint64_t finished = 0;  ///< calls whose results have come, in order
  bool begun = true;           ///< false: the worker died before it began
  std::optional<process_ending> died{};
  std::optional<std::uint64_t> timed_out{};  ///< this call; so it was ended
};

/// Takes the result of call number `index` of a batch: the task's own, or what
/// it has thrown.
using result_taker =
    std::function<void(std::uint64_t index, bool failed, incoming& result)>;

/// Bytes that went through the pipes between a process and its workers, with
/// all that frames add.
struct traffic {
  std::uint64_t sent = 0;
  std::uint64_t received = 0;
};

/// While it lives, this thread gets no SIGPIPE: a write to a worker that is
/// gone fails instead.
class no_broken_pipe_signal {
 public:
  no_broken_pipe_signal();
  no_broken_pipe_signal(const no_broken_pipe_signal&) = delete;
  no_broken_pipe_signal& operator=(const no_broken_pipe_signal&) = delete;
  no_broken_pipe_signal(no_broken_pipe_signal&&) = delete;
  no_broken_pipe_signal& operator=(no_broken_pipe_signal&&) = delete;
  ~no_broken_pipe_signal();

 private:
  sigset_t only_{};
  sigset_t before_{};
};

/// A process that runs batches, one after the other. When this object goes, the
/// process ends, at once if it is busy; but not in a copy of this process,
/// whose worker it is not. Threads  one at a time, each with a
/// no_broken_pipe_signal.
class worker_process {
 public:
  /// Starts a process. `shared` is its memory to share, if given: see
  /// inherited_memory.
  /// Errors   as child_process::start.
  explicit worker_process(start_method how,
                          const shared_memory* shared = nullptr);
  worker_process(const worker_process&) = delete;
  worker_process& operator=(const worker_process&) = delete;
  worker_process(worker_process&&) = delete;
  worker_process& operator=(worker_process&&) = delete;
  ~worker_process();

  /// Waits until it is ready; once, before anything else is asked of it.
  /// Errors   worker_died if it ends before that; std::runtime_error if it is
  ///          another program.
  void wait_until_ready();
  /// Lets it end when it is idle, and does not wait for that: several can so
  /// end at once.
  void let_go() noexcept;

  [[nodiscard]] pid_t pid() const;
  [[nodiscard]] traffic counted() const;
  /// Whether the process is no more, though nobody has ended it here.
  [[nodiscard]] bool has_ended() const;

  /// What the worker claims its calls from; to be set before `run`.
  [[nodiscard]] claims& unclaimed() const;

  /// Ends the process, whatever it does.
  /// Threads  any, beside `run`.
  void end_now() const noexcept;

  /// Sends the calls and waits for the results of those that are unclaimed,
  /// which it hands to `take` in order. Of a worker that dies, those that it
  /// had finished, too; it has been waited for then, and cannot be used again.
  /// Errors   std::runtime_error, with the worker's pid, if what comes back is
  ///          no result; the worker is ended then. What `take` throws.
  batch_end run(const batch& calls, const result_taker& take);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace tandem
