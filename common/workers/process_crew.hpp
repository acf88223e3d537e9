#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "common/workers/child_process.hpp"
#include "common/workers/crew.hpp"
#include "common/workers/worker_process.hpp"

namespace tandem {

/// Workers that are processes. Those that are spawned, or forked by the fork
/// server, are replaced when they die; of forked ones the others do the work.
/// In a batch that a death cut short, what was finished keeps its result, what
/// had not begun is left to others, and the call that was running has failed.
class process_crew : public crew {
 public:
  /// Starts `workers` processes. `shared`, if given, is memory that they share,
  /// and has to live as long as they do.
  /// Errors   std::invalid_argument if `workers` < 1; as worker_process.
  process_crew(int workers, start_method how,
               const shared_memory* shared = nullptr);

  void run(running_batch& batch) override;
  [[nodiscard]] bool serves(int worker) const override;
  void stop() noexcept override;

  /// After a stop: may run again.
  void resume();
  /// Starts more, if there are fewer.
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
  };

  [[nodiscard]] bool is_stopping() const;
  worker_process* begin(int worker);
  void end(int worker, bool gone);

  start_method how_;
  const shared_memory* shared_;
  mutable std::mutex lock_{};  ///< of all that follows
  std::vector<place> places_{};
  bool stopping_ = false;
  traffic of_the_gone_{};
};

}  // namespace tandem
