#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "common/workers/child_process.hpp"
#include "common/workers/initializer.hpp"
#include "common/workers/worker_pool.hpp"

namespace tandem {

class process_crew;

/// What a pool is to be.
/// Source   multiprocessing, Pool: processes, the start method of its context,
///          initializer with initargs, and maxtasksperchild.
struct pool_options {
  int workers = 0;  ///< 0: as many as there are usable CPUs
  start_method start = start_method::spawn;
  /// What each worker does before anything else: delayed<prepare>(table).
  initializer initialize{};
  /// After so many tasks a worker ends, and a new one takes its place; 0:
  /// never. Python counts chunks. Not for fork, which makes no new ones here;
  /// in Python it does.
  int max_tasks_per_child = 0;
};

/// Processes that are kept, and that run tasks:
///   pool workers{4};
///   auto sums = workers.map<sum_to>(sizes);
/// A task whose worker dies has failed, with worker_died; the worker is
/// replaced, unless it was forked: then the others do the rest.
/// Threads  as worker_pool. This process has threads of the pool only while
///          there are calls.
/// Errors   from the constructor: std::invalid_argument, with what was given
///          and what is allowed; initializer_error, of the first worker that
///          fails, and then the others are ended; std::logic_error for fork
///          while there are other threads, and in a worker.
/// Source   multiprocessing, Pool.
class pool : public worker_pool {
 public:
  explicit pool(int workers, start_method start = start_method::spawn);
  explicit pool(pool_options options = {});
  /// Terminates, as `with` does in Python: close and join first, if calls are
  /// still to be made.
  ~pool();
  pool(const pool&) = delete;
  pool& operator=(const pool&) = delete;
  pool(pool&&) = delete;
  pool& operator=(pool&&) = delete;

  /// The workers that are alive now.
  [[nodiscard]] std::vector<pid_t> pids() const;
  /// Bytes that have gone to the workers so far, with all that frames add: the
  /// initializer's arguments, and those of tasks.
  [[nodiscard]] std::uint64_t bytes_sent() const;

 private:
  struct parts {
    std::shared_ptr<process_crew> crew;
    std::shared_ptr<pool_core> core;
  };
  static parts start(pool_options how);
  explicit pool(parts made);

  std::shared_ptr<process_crew> crew_;
};

}  // namespace tandem
