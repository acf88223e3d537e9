#pragma once

#include "common/locking/global_lock.hpp"
#include "common/workers/crew.hpp"

namespace tandem {

/// Workers that are threads of this process: those of whoever calls `run`.
class thread_crew : public crew {
 public:
  /// Each call is made under `lock`, if given: so it is in Python, where one
  /// lock is for all threads that compute.
  explicit thread_crew(global_lock* lock = nullptr) : lock_{lock} {}

  void run(running_batch& batch) override;

 private:
  global_lock* lock_;
};

}  // namespace tandem
