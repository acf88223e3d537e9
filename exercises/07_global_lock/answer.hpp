#pragma once

#include <functional>
#include <memory>

namespace global_lock {

/// What a thread of an interpreter has to do, in two phases.
struct job {
  /// Reads, waits, prepares: needs no lock, and must not hold it.
  std::function<void()> outside;
  /// Computes, and must be the only one that does: needs the lock.
  std::function<int()> inside;
};

/// Runs jobs for many threads, under one lock.
/// Threads  many threads call `run` at once, each with a job of its own. A job
///          never calls `run` itself.
class interpreter {
 public:
  interpreter() = default;
  interpreter(const interpreter&) = delete;
  interpreter& operator=(const interpreter&) = delete;
  virtual ~interpreter() = default;

  /// Runs both phases once each, in the calling thread: first `outside`, which
  /// may run beside everything else, then `inside`, which never runs beside
  /// another thread's `inside`, and which sees all that those before it wrote.
  /// Shape    returns what `inside` returns.
  /// Errors   whatever a phase throws; then the lock is free again, and other
  ///          threads go on. If `outside` throws, `inside` does not run.
  virtual int run(const job& todo) = 0;
};

/// Makes an interpreter; never null. Several of them may share one lock, as
/// CPython's did before 3.12, or have one each.
std::unique_ptr<interpreter> make_interpreter();

}  // namespace global_lock
