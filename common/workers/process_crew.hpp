#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "common/workers/child_process.hpp"
#include "common/workers/crew.hpp"
#include "common/workers/initializer.hpp"
#include "common/workers/worker_process.hpp"

namespace tandem {

/// What a process_crew does with its workers, beside giving them batches.
struct crew_rules {
  /// Memory that they share, if given; it has to live as long as they do.
  const shared_memory* shared = nullptr;
  /// What each does first.
  initializer initialize{};
  nesting inside{};  ///< where it is then
  /// After so many tasks a worker ends, and a new one takes its place; 0:
  /// never.
  int max_tasks_per_child = 0;
};

/// Workers that are processes. Those that are spawned, or forked by the fork
/// server, are replaced when they die; of forked ones the others do the work.
/// A call whose arguments cannot be encoded has failed. In a batch that a death
/// cut short, what was finished keeps its result, what had not begun is left to
/// others, and the call that was running has failed.
class process_crew : public crew {
 public:
  /// Starts `workers` processes.
  /// Errors   std::invalid_argument if `workers` < 1; as worker_process;
  ///          initializer_error.
  process_crew(int workers, start_method how, crew_rules rules = {});

  void serve(const std::function<void()>& work) override;
  void run(running_batch& batch) override;
  [[nodiscard]] bool serves(int worker) const override;
  void stop() noexcept override;
  void let_go() override;

  /// After a stop: may run again.
  void resume();
  /// Starts more, if there are fewer. Those that have died meanwhile are
  /// replaced when there is work for them.
  /// Threads  while nothing runs.
  void grow(int workers);

  /// The processes that are alive now.
  [[nodiscard]] std::vector<pid_t> pids() const;
  /// What has gone to the workers and come from them so far.
  [[nodiscard]] traffic counted() const;

 private:
  struct place {
    std::unique_ptr<worker_process> worker{};
    bool busy = false;
    std::size_t tasks = 0;  ///< that it has finished
  };

  [[nodiscard]] bool is_stopping() const;
  worker_process* begin(int worker);
  void end(int worker, bool gone);
  void prepare_from(std::size_t first);
  /// Runs the initializer. Errors   initializer_error.
  void prepare(worker_process& started, int worker) const;
  /// How many tasks it may still finish.
  [[nodiscard]] std::size_t tasks_left(int worker) const;
  std::unique_ptr<worker_process> dismiss(place& from);

  start_method how_;
  crew_rules rules_;
  /// Of all that follows; but `tasks`, and whether there is a worker, are
  /// changed, and may be read without it, by the thread whose place it is.
  mutable std::mutex lock_{};
  std::vector<place> places_{};
  bool stopping_ = false;
  traffic of_the_gone_{};
};

}  // namespace tandem
