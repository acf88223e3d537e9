#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "common/workers/auto_batch.hpp"
#include "common/workers/crew.hpp"

namespace tandem {

/// How many calls are where.
struct schedule_counts {
  std::size_t drawn = 0;       ///< taken from the input
  std::size_t batches = 0;     ///< given to workers
  std::size_t done = 0;        ///< with a result, or failed
  bool input_is_over = false;  ///< then `drawn` is how many there are
};

/// How a scheduler goes about it.
struct schedule {
  int workers = 1;
  std::optional<std::size_t> batch_size{};  ///< none: by auto_batch
  std::size_t pre_dispatch = 0;  ///< all_of_them: everything is drawn first
  /// How many calls there are, if that is known: then nobody has to look
  /// whether there are more.
  std::optional<std::size_t> total{};
  bool until_read = false;  ///< what is done counts until it has been read
  /// When all is stopped, what runs is ended, where that can be done; else it
  /// comes to its end, and nothing more begins.
  bool ends_running = true;
  /// After a failure, what comes before it in the input is still made: so the
  /// failure that counts is the one that a plain loop would meet. Else all is
  /// stopped at once.
  bool finds_first_failure = false;
  batch_rules batches{};
};

/// What came of a look for something to do.
enum class served {
  a_batch,  ///< one was run, and there may be more
  nothing,  ///< there is nothing just now
  all,      ///< all is over, and nothing runs any more
};

/// Lets workers pull calls from an input, batch by batch, as soon as they are
/// free. At most max(pre_dispatch, workers * batch size) calls are drawn and
/// not done (or not read). Where batches are sized by auto_batch, a worker that
/// has nothing left takes over what a slower one has not begun.
/// Threads  `serve`, `serve_one` and `serve_now`: one thread for each worker;
///          all else any.
///          Inputs are drawn by one thread at a time, and nobody waits for that
///          but who needs one.
/// Source   joblib, Parallel; there, batches are sent, not pulled.
class scheduler {
 public:
  /// Gives a place for calls, of which the first will have this index, with
  /// room for `count` at least. Called by one thread at a time.
  using source = std::function<std::shared_ptr<call_storage>(
      std::size_t first, std::size_t count)>;
  /// Takes calls that are over: with a result, a failure, or, where something
  /// went wrong, neither. Called by one thread at a time, and all others wait
  /// for it.
  using sink = std::function<void(const call_slice& done)>;
  /// Hears of each batch that is done, and of what auto_batch says then. Called
  /// by one thread at a time.
  using observer = std::function<void(const schedule_counts& now,
                                      const std::string& batch_size_change)>;

  /// Hears that there may be something to do, or that all is over. Called with
  /// a lock: it calls nothing of the scheduler.
  using bell = std::function<void()>;

  /// Errors   std::invalid_argument if there are no workers, or a batch of 0.
  scheduler(const schedule& how, crew& workers, source from, sink to,
            observer hears = {}, bell rings = {});

  /// Works until nothing is left, or until it is stopped.
  void serve(int worker);
  /// Serves each worker in a thread, of which the caller's is one, and waits
  /// until all have ended.
  void serve_all();
  /// `serve`, for one batch. Returns  whether there was one.
  bool serve_one(int worker);
  /// The same, without waiting until there is one.
  served serve_now(int worker);
  /// No further call begins; those that run are ended, where that can be done.
  void stop() noexcept;
  /// The same, because of this, unless all is done.
  void stop_for(const std::exception_ptr& trouble);
  /// So many results were read.
  void note_read(std::size_t count);
  /// From here on nobody waits for who reads.
  void run_ahead();
  /// Whether all is over and nothing runs.
  [[nodiscard]] bool has_ended() const;
  /// Waits until it is so, at most until `until`.
  /// Returns  whether it is so.
  bool wait_until_ended(
      std::optional<std::chrono::steady_clock::time_point> until = {});
  /// Waits until nobody draws from the input. To be called after a stop.
  void wait_for_input();

  [[nodiscard]] schedule_counts counts() const;
  /// What went wrong with the input, a worker, or who takes the results. Null
  /// if nothing did.
  [[nodiscard]] std::exception_ptr trouble() const;
  /// Of the tasks that failed, if failures stop it: the one with the lowest
  /// index. Null if none did.
  [[nodiscard]] std::exception_ptr failure() const;

 private:
  using clock = std::chrono::steady_clock;

  // All of these with the lock.
  bool serve_one(int worker, bool waits, std::unique_lock<std::mutex>& hold);
  /// What the worker is to run next, once there is something; null if nothing
  /// will be, or, where it does not wait, is.
  running_batch* take(int worker, bool waits,
                      std::unique_lock<std::mutex>& hold);
  std::optional<call_slice> next_slice(std::unique_lock<std::mutex>& hold);
  call_slice cut_waiting();
  call_slice cut_drawn();
  std::optional<call_slice> take_over();
  void draw(std::unique_lock<std::mutex>& hold);
  void finish(running_batch& batch, clock::duration took,
              std::unique_lock<std::mutex>& hold);
  void tell();
  void note_failure(const running_batch& batch);
  void note_change() noexcept;
  void stop_with_lock(const std::exception_ptr& trouble) noexcept;
  [[nodiscard]] bool nothing_runs() const;
  [[nodiscard]] bool has_ended_with_lock() const;
  [[nodiscard]] bool comes_too_late(std::size_t index) const;
  [[nodiscard]] bool is_over_with_lock() const;
  [[nodiscard]] std::size_t batch_size() const;
  [[nodiscard]] std::size_t room() const;

  schedule how_;
  crew& crew_;
  source from_;
  sink to_;
  observer hears_;
  bell rings_;
  mutable std::mutex lock_;
  std::condition_variable changed_;
  std::condition_variable ended_;
  auto_batch auto_;
  std::deque<call_slice> waiting_;       ///< given back
  call_slice drawn_;                     ///< and not dealt out
  bool drawing_ = false;                 ///< somebody is, without the lock
  nesting caller_ = current_nesting();   ///< where the input is, too
  std::deque<running_batch> batches_;    ///< by worker
  std::vector<running_batch*> running_;  ///< by worker; null: none
  schedule_counts counts_;
  struct ended_batch {
    schedule_counts then{};  ///< when it ended
    std::string change{};    ///< of the automatic size
  };
  std::vector<ended_batch> untold_;  ///< the observer has not heard of them
  std::size_t read_ = 0;
  int left_ = 0;  ///< who serve no more
  bool stopped_ = false;
  std::exception_ptr trouble_;
  std::exception_ptr failure_;
  std::size_t failed_index_ = 0;  ///< if there is a failure
};

}  // namespace tandem
