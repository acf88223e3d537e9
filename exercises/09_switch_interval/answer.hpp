#pragma once

#include <chrono>
#include <cstdint>

namespace switch_interval {

/// Why a wait came to its end.
enum class wake_up : std::uint8_t {
  woken,      ///< somebody let go of the lock, or it was for nothing
  timed_out,  ///< the time was over
};

/// The inside of a global lock, as one of the threads that want it sees it. The
/// lock is no more than a flag, `held`, and a few numbers.
/// Threads  While your function runs, nobody else changes anything. While it
///          waits, everybody may: other threads take the lock and let go of it,
///          and ask for it.
class hand_over {
 public:
  hand_over() = default;
  hand_over(const hand_over&) = delete;
  hand_over& operator=(const hand_over&) = delete;
  virtual ~hand_over() = default;

  /// Whether anybody holds the lock, you or another thread.
  [[nodiscard]] virtual bool held() const = 0;
  /// How often somebody has taken the lock so far. The same number as before:
  /// nobody has taken it since.
  [[nodiscard]] virtual std::int64_t switches() const = 0;
  /// The switch interval.
  [[nodiscard]] virtual std::chrono::nanoseconds interval() const = 0;
  /// A steady clock. You can do without it.
  [[nodiscard]] virtual std::chrono::nanoseconds now() const = 0;

  /// Takes the lock for you; nobody may hold it. `switches` is one more.
  virtual void hold() = 0;
  /// Lets go of the lock, which you hold, and wakes one who waits for that.
  virtual void drop() = 0;

  /// Whether the holder has been asked to let go.
  [[nodiscard]] virtual bool asked() const = 0;
  /// Asks the holder to let go; somebody must hold it. Once more does no harm.
  virtual void ask() = 0;
  /// Takes back whatever was asked.
  virtual void clear_request() = 0;

  /// Waits until somebody lets go of the lock, and no longer than `at_most`.
  /// When it returns, another thread may have been faster than you, and it may
  /// have been woken for nothing.
  virtual wake_up wait_for_drop(std::chrono::nanoseconds at_most) = 0;
  /// Waits until another thread has taken the lock. It, too, may be woken for
  /// nothing. Who calls it when the other has it already waits for the next.
  virtual void wait_for_switch() = 0;
};

/// The waiter's half: returns when you hold the lock.
/// Shape    Takes the lock as soon as it finds that nobody holds it. Waits one
///          interval at most at a time. Asks when it has waited for one whole
///          interval in which nobody took the lock, and does not wait again
///          before. If somebody took it meanwhile, or if it was woken, it may
///          begin a new interval. Asks again whenever that comes true again.
///          Who has just taken the lock was not asked yet: takes back what was
///          asked of the one before.
/// Threads  called without the lock; starts none.
/// Source   CPython, Python/ceval_gil.c, take_gil.
void take(hand_over& lock);

/// The holder's half, called between two steps of its work: returns when you
/// hold the lock.
/// Shape    If nobody has asked, does nothing. Else lets go, waits until
///          another thread has taken the lock, and then takes it again like any
///          waiter.
/// Threads  called with the lock; starts none.
/// Source   CPython, Python/ceval_gil.c, drop_gil, FORCE_SWITCHING.
void between_steps(hand_over& lock);

}  // namespace switch_interval
