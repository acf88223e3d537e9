#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>

#include "common/workers/call_storage.hpp"
#include "common/workers/claims.hpp"
#include "common/workers/nesting.hpp"

namespace tandem {

/// A task, or a whole call, took longer than it was given.
class timed_out : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Some calls of a storage: those from `begin` to before `end`.
struct call_slice {
  std::shared_ptr<call_storage> calls{};
  std::size_t begin = 0;
  std::size_t end = 0;
  int lost = 0;  ///< workers that ended before they began any of them
  /// Another worker may still be sending their arguments.
  bool taken_over = false;

  [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// Takes the calls that begin at this index of the input, or, if none is given,
/// those that came first. None if they are not there.
std::optional<call_slice> take_from(std::deque<call_slice>& ready,
                                    std::optional<std::size_t> index);

/// What holds for every batch of a run.
struct batch_rules {
  bool stops_at_failure = true;
  std::optional<std::chrono::nanoseconds> timeout{};  ///< of one task
  nesting inside{};                                   ///< where the tasks are
};

/// The batch that a worker is at, one after the other.
/// Threads  one runs it; others may take from its end.
class running_batch {
 public:
  running_batch(int worker, const batch_rules& rules)
      : worker_{worker}, rules_{rules} {}
  running_batch(const running_batch&) = delete;
  running_batch& operator=(const running_batch&) = delete;
  running_batch(running_batch&&) = delete;
  running_batch& operator=(running_batch&&) = delete;
  ~running_batch() = default;

  [[nodiscard]] int worker() const { return worker_; }
  [[nodiscard]] const batch_rules& rules() const { return rules_; }

  /// For a worker that is a thread of this process: makes the next call, and
  /// keeps what becomes of it.
  /// Returns  false if there was none left.
  bool make_next();

  // For a worker that is another process.
  [[nodiscard]] const call_slice& asked() const { return asked_; }
  /// Calls from `from` on are not to be claimed.
  void hold_back(std::size_t from);
  /// Puts what is unclaimed into a word that the worker shares; for as long as
  /// `word` lives, or until take_back.
  void lend(claims& word);
  /// What the worker has claimed is final from here on.
  void take_back();
  /// Where the calls end that nobody else has taken.
  [[nodiscard]] std::size_t end() const;
  /// The result of a call is kept.
  void note_result() { ++ended_; }
  /// Keeps what was thrown, of call `at` of the storage.
  void fail(std::size_t at, const std::exception_ptr& why);
  /// Calls from `from` on are to be run by others. `unbegun`: through no fault
  /// of theirs.
  void leave(std::size_t from, bool unbegun);

  // For the scheduler.
  /// A batch begins.
  void begin(call_slice asked);
  /// It is over.
  /// Returns  all of it but what is left, or was taken by others. Where a task
  ///          has failed, or all was stopped, some have neither result nor
  ///          failure.
  call_slice finish();
  /// How many have a result, or have failed.
  [[nodiscard]] std::size_t ended() const { return ended_; }
  /// Nothing more of it begins.
  void cancel();
  /// Takes some of the calls that nobody has begun.
  std::optional<call_slice> take_half();
  [[nodiscard]] bool has_failed() const { return failed_; }
  /// The lowest index that has failed, and why.
  [[nodiscard]] std::size_t failed_index() const { return failed_index_; }
  [[nodiscard]] const std::exception_ptr& failure() const { return failure_; }
  [[nodiscard]] const std::optional<call_slice>& left() const { return left_; }

 private:
  mutable std::mutex lock_;  ///< of claims_ and end_, while a worker is at it
  call_slice asked_{};
  int worker_;
  const batch_rules& rules_;
  claims own_;
  claims* claims_ = &own_;
  std::size_t end_ = 0;
  std::size_t ended_ = 0;
  bool failed_ = false;
  std::size_t failed_index_ = 0;
  std::exception_ptr failure_{};
  std::optional<call_slice> left_{};
};

/// The workers of a backend, numbered from 0.
class crew {
 public:
  crew() = default;
  crew(const crew&) = delete;
  crew& operator=(const crew&) = delete;
  crew(crew&&) = delete;
  crew& operator=(crew&&) = delete;
  virtual ~crew() = default;

  /// Lets a worker run a batch; returns when it is done.
  /// Threads  several at once, each for a worker of its own.
  /// Errors   if there is no such worker, and can be none.
  virtual void run(running_batch& batch) = 0;
  /// Calls `work`, which runs batches of one worker after the other.
  /// Threads  as run.
  virtual void serve(const std::function<void()>& work) { work(); }
  /// Whether a worker will run batches again. Threads  as run.
  [[nodiscard]] virtual bool serves(int /*worker*/) const { return true; }
  /// Ends what is running, if that can be done.
  /// Threads  any, beside all others.
  virtual void stop() noexcept {}
  /// Lets all workers go, for good. Threads  while nothing runs.
  virtual void let_go() {}
};

}  // namespace tandem
