#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <set>

namespace tandem {

/// How a wait at a gate has ended.
enum class passage {
  happened,       ///< what was waited for
  cannot_happen,  ///< nobody is left who could make it happen
  undecided,      ///< the patience was over first
};

/// Where jobs wait for what other jobs do, and find out when that cannot happen
/// any more. It cannot happen at a *standstill*: at one and the same moment
/// every thread in question either waits at this gate, for something that is
/// not so, or sleeps in a futex without a time limit, as a join and a lock have
/// it sleep. In question are the thread that made the gate and all that were
/// started since. Two looks at each thread prove it, however busy the machine:
/// who has not run between them slept at the moment between.
/// A thread that polls, or sleeps in another call, may still go on: there the
/// patience ends the wait, and should not decide a verdict.
/// Threads  `change` and `wait_until` from any thread.
/// Source   /proc/self/task/TID, see proc(5).
class gate {
 public:
  gate();

  /// Does `what`, which throws nothing, while nobody else is at the gate, and
  /// lets those who wait look again.
  void change(const std::function<void()>& what);
  /// Waits until `condition` is true. It is asked while nobody else is at the
  /// gate, depends only on what `change` changes, and throws nothing.
  passage wait_until(const std::function<bool()>& condition,
                     std::chrono::nanoseconds patience = std::chrono::seconds{
                         10});

 private:
  struct waiter {
    const std::function<bool()>* condition;
    pid_t thread;
    bool called_off = false;
  };
  /// Whether nobody is about to do something at the gate.
  [[nodiscard]] bool at_rest() const;
  bool stands_still(std::unique_lock<std::mutex>& hold);

  std::set<pid_t> strangers_;  ///< threads that have nothing to do with us
  std::atomic<int> calls_{0};  ///< `change` and `wait_until` that are under way
  std::mutex lock_;
  std::condition_variable changed_;
  std::list<waiter> waiters_;
  std::size_t changes_ = 0;
  bool somebody_looks_ = false;
};

}  // namespace tandem
