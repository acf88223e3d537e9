#pragma once

#include "common/locking/global_lock.hpp"
#include "common/workers/initializer.hpp"
#include "common/workers/worker_pool.hpp"

namespace tandem {

/// What a thread_pool is to be.
struct thread_pool_options {
  int workers = 0;  ///< 0: as many as there are usable CPUs
  /// What each thread does before anything else: delayed<prepare>(table).
  initializer initialize{};
  /// If given, one lock for all calls that compute, as in Python; it has to
  /// live as long as the pool. A task that waits lets go of it by
  /// scoped_release{lock}, and so does one that waits for calls of the pool.
  global_lock* lock = nullptr;
};

/// Threads that are kept, and that run tasks:
///   thread_pool workers{4};
///   auto sums = workers.map<sum_to>(sizes);
/// Threads  as worker_pool. Its threads live as long as the pool does.
/// Errors   from the constructor: std::invalid_argument, with what was given
///          and what is allowed; initializer_error; std::system_error if a
///          thread cannot be started.
/// Source   multiprocessing.pool, ThreadPool.
class thread_pool : public worker_pool {
 public:
  explicit thread_pool(int workers);
  explicit thread_pool(thread_pool_options options = {});
  /// Terminates: calls that run are waited for, no more begin.
  ~thread_pool() = default;
  thread_pool(const thread_pool&) = delete;
  thread_pool& operator=(const thread_pool&) = delete;
  thread_pool(thread_pool&&) = delete;
  thread_pool& operator=(thread_pool&&) = delete;
};

}  // namespace tandem
