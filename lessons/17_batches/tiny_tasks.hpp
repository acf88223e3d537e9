#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <vector>

namespace batches {

/// Tiny tasks, once.
struct tiny_run {
  std::size_t tasks = 0;
  std::size_t batch = 0;       ///< asked for
  std::size_t dispatches = 0;  ///< counted
  std::size_t workers = 0;     ///< that had some
  std::chrono::nanoseconds parents_cpu{};
  std::chrono::nanoseconds workers_cpu{};
  std::chrono::nanoseconds wall{};
  bool complete = true;  ///< false: some worker's CPU time is not known

  [[nodiscard]] std::chrono::nanoseconds cpu() const {
    return parents_cpu + workers_cpu;
  }
};

/// Runs tiny tasks by `parallel`, on worker processes that are there already.
class tiny_tasks {
 public:
  explicit tiny_tasks(int workers);
  [[nodiscard]] tiny_run run(std::size_t tasks, std::size_t batch) const;

 private:
  int workers_;
  std::vector<pid_t> pids_{};  ///< theirs
};

}  // namespace batches
