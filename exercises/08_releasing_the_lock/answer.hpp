#pragma once

#include <functional>

namespace releasing_the_lock {

/// An interpreter with one lock for all its threads.
/// Threads  every method from any thread.
class interpreter {
 public:
  interpreter() = default;
  interpreter(const interpreter&) = delete;
  interpreter& operator=(const interpreter&) = delete;
  virtual ~interpreter() = default;

  /// Whether the calling thread holds the lock now.
  [[nodiscard]] virtual bool held_by_me() const = 0;
  /// Waits until nobody holds the lock, then holds it. Only for a thread that
  /// does not hold it: one that did would wait for itself. Throws nothing.
  virtual void acquire() = 0;
  /// Lets go of the lock. Only for the thread that holds it. Throws nothing.
  virtual void release() = 0;
  /// Puts a result where Python code finds it. That is interpreter state: only
  /// for the thread that holds the lock.
  /// Errors   may throw, as all that needs memory.
  virtual void store(int result) = 0;
};

/// Calls `blocking`, then hands its result to `python.store`. The lock is free
/// while `blocking` runs, and as before when this returns or throws.
/// Shape    `blocking` is called once, by the calling thread, which does not
///          hold the lock when it begins; `store` is called once, by the same
///          thread, which holds it then.
///          The calling thread may hold the lock or not. It does not, say,
///          inside the `blocking` of another call: then it does not hold the
///          lock afterwards, and has taken it once, for `store`. `blocking` may
///          take the lock for a while, as a callback into Python does, and call
///          this meanwhile; it gives back the lock as it found it. A destructor
///          may call this while an exception passes.
/// Threads  several at once, each with calls of its own; none waits for another
///          thread's `blocking`.
/// Errors   what `blocking` or `store` throws, whatever it is, as it was
///          thrown; if `blocking` throws, nothing is stored.
void call_blocking(interpreter& python, const std::function<int()>& blocking);

}  // namespace releasing_the_lock
