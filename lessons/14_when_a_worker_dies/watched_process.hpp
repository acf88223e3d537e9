#pragma once

#include <sys/types.h>

#include <vector>

#include "common/workers/child_process.hpp"

namespace when_a_worker_dies {

/// Knows whether a process has ended, whether or not anybody has waited for it:
/// by a pidfd, a descriptor that stands for the process and becomes readable
/// with its end. Another process that got the same number is not meant.
class watched_process {
 public:
  /// Errors   std::system_error if there is no such process.
  explicit watched_process(pid_t pid);

  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] int ended_fd() const { return ended_.get(); }
  [[nodiscard]] bool is_gone() const;

 private:
  pid_t pid_;
  tandem::owned_fd ended_;
};

std::vector<watched_process> watch_all(const std::vector<pid_t>& pids);

}  // namespace when_a_worker_dies
