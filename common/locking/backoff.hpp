#pragma once

#include <chrono>
#include <mutex>

namespace tandem {

/// Exponential backoff: how a thread waits for others that need less time than
/// it would need to fall asleep. It computes for 2 us, the next time for 4, and
/// so on; meanwhile it does not touch what they work with.
/// Threads  one.
class backoff {
 public:
  /// Returns  false, at once, if that has lasted for long enough: time to
  /// sleep.
  bool wait() {
    using clock = std::chrono::steady_clock;
    if (next_ > longest) {
      return false;
    }
    for (const auto until = clock::now() + next_; clock::now() < until;) {
    }
    next_ *= 2;
    return true;
  }

 private:
  static constexpr std::chrono::microseconds longest{32};
  std::chrono::microseconds next_{2};
};

/// Locks; sleeps only if backing off did not help.
inline void lock_with_backoff(std::unique_lock<std::mutex>& lock) {
  backoff others;
  while (!lock.try_lock()) {
    if (!others.wait()) {
      lock.lock();
      return;
    }
  }
}

}  // namespace tandem
