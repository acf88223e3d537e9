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
  std::size_t drawn = 0;    ///< taken from the input
  std::size_t batches = 0;  ///< given to workers
  std::size_t done = 0;
  bool input_is_over = false;  ///< then `drawn` is how many there are
};

/// How a scheduler goes about it.
struct schedule {
  int workers = 1;
  std::optional<std::size_t> batch_size{};  ///< none: by auto_batch
  std::size_t pre_dispatch = 0;  ///< all_of_them: everything is drawn first
  bool until_read = false;       ///< what is done counts until it has been read
  batch_rules batches{};
};

/// Lets workers pull calls from an input, batch by batch, as soon as they are
/// free. At most max(pre_dispatch, workers * batch size) calls are drawn and
/// not done (or not read). Where batches are sized by auto_batch, a worker that
/// has nothing left takes over what a slower one has not begun. Threads `serve`
/// is called by one thread for each worker; all else by any. Source   joblib,
/// Parallel; there, batches are sent, not pulled.
class scheduler {
 public:
  /// Draws up to `at_most` calls, of which the first has this index; null when
  /// there are no more. Called by one thread at a time.
  using source = std::function<std::shared_ptr<call_storage>(
      std::size_t first, std::size_t at_most)>;
  /// Takes calls that are done, failed ones among them. Called by several
  /// threads at once.
  using sink = std::function<void(const call_slice& done)>;
  /// Hears of each batch that is done, and of what auto_batch says then. Called
  /// by one thread at a time.
  using observer = std::function<void(const schedule_counts& now,
                                      const std::string& batch_size_change)>;

  /// Errors   std::invalid_argument if there are no workers, or a batch of 0.
  scheduler(const schedule& how, crew& workers, source from, sink to,
            observer hears = {});

  /// Works until nothing is left, or until it is stopped.
  void serve(int worker);
  /// Serves each worker in a thread, and waits until all have ended. One worker
  /// is served by the caller.
  void serve_all();
  /// `serve`, for one batch. Returns  whether there was one.
  bool serve_one(int worker);
  /// No further call begins; those that run are ended, where that can be done.
  void stop() noexcept;
  /// The same, because of this.
  void stop_for(const std::exception_ptr& trouble);
  /// So many results were read.
  void note_read(std::size_t count);

  [[nodiscard]] schedule_counts counts() const;
  /// What went wrong with the input, a worker, or who takes the results. Null
  /// if nothing did.
  [[nodiscard]] std::exception_ptr trouble() const;
  /// Of the tasks that failed, if failures stop it: the one with the lowest
  /// index. Null if none did.
  [[nodiscard]] std::exception_ptr failure() const;

 private:
  using clock = std::chrono::steady_clock;

  /// What the worker is to run next, once there is something; null if nothing
  /// will be.
  std::unique_ptr<running_batch> take(int worker);
  std::optional<call_slice> cut_waiting();
  std::optional<call_slice> take_over();
  void draw();
  void finish(running_batch& batch, clock::duration took);
  void stop_with_lock(const std::exception_ptr& trouble) noexcept;
  [[nodiscard]] bool is_over_with_lock() const;
  [[nodiscard]] std::size_t batch_size() const;
  [[nodiscard]] std::size_t room() const;

  schedule how_;
  crew& crew_;
  source from_;
  sink to_;
  observer hears_;
  mutable std::mutex lock_;
  std::condition_variable changed_;
  auto_batch auto_;
  std::deque<call_slice> waiting_;       ///< drawn, or given back
  std::vector<running_batch*> running_;  ///< by worker
  schedule_counts counts_;
  std::size_t read_ = 0;
  int left_ = 0;  ///< who serve no more
  bool stopped_ = false;
  std::exception_ptr trouble_;
  std::exception_ptr failure_;
  std::size_t failed_index_ = 0;  ///< if there is a failure
};

}  // namespace tandem
