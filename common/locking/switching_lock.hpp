#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

namespace tandem {

/// What became of a switching_lock, since it was made.
struct switch_counts {
  std::int64_t taken = 0;      ///< how often somebody got it
  std::int64_t asked = 0;      ///< how often a holder was asked to let go
  std::int64_t voluntary = 0;  ///< by unlock: before a call that blocks
  std::int64_t forced = 0;     ///< by look: because somebody had asked
  /// The least time that a holder had held the lock when it was forced out;
  /// the greatest duration there is if nobody ever was.
  std::chrono::nanoseconds shortest_forced = std::chrono::nanoseconds::max();
};

/// A global lock that a computing thread does not keep for ever. Who waits for
/// one whole switch interval, in which nobody took it, asks the holder to let
/// go. The holder looks between two of its steps ("bytecodes"), and where
/// somebody has asked it lets go and waits until another thread has taken over.
/// Threads  lock, look and unlock from any thread; look and unlock by the one
///          that locked.
/// Source   CPython, Python/ceval_gil.c: take_gil, drop_gil, eval breaker,
///          FORCE_SWITCHING. CPython compares how often the lock went to
///          *another* thread; here every taking counts, so that a holder has
///          its interval even if it let go and came back meanwhile.
class switching_lock {
 public:
  /// Units    CPython's sys.getswitchinterval() is 5 ms unless it was set.
  /// Errors   std::invalid_argument unless `interval` is positive.
  explicit switching_lock(
      std::chrono::nanoseconds interval = std::chrono::milliseconds{5});
  switching_lock(const switching_lock&) = delete;
  switching_lock& operator=(const switching_lock&) = delete;
  ~switching_lock();

  /// Waits until nobody holds it, and asks the holder to let go where that
  /// takes longer than the interval.
  void lock();
  /// Lets go of one's own accord. If somebody had asked, it waits until another
  /// thread has taken over: who asked must not lose the race to us again.
  void unlock();
  /// Lets go if somebody has asked, and takes the lock again after another
  /// thread had it. Costs the reading of one atomic where nobody has asked.
  void look();

  [[nodiscard]] std::chrono::nanoseconds interval() const;
  /// For everybody who begins to wait from now on.
  /// Errors   std::invalid_argument unless `interval` is positive.
  void set_interval(std::chrono::nanoseconds interval);

  /// The most threads that were ever inside at once.
  [[nodiscard]] int most_inside() const;
  [[nodiscard]] switch_counts counts() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace tandem
