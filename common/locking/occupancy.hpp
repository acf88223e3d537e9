#pragma once

#include <atomic>

namespace tandem {

/// Counts how many threads are inside a stretch of code, and the most there
/// ever were at once.
/// Threads  callable from any thread; costs two atomic additions, no lock, so
///          it cannot put the threads in a row by itself.
class occupancy {
 public:
  void enter() {
    const int now = ++inside_;
    int most = most_;
    while (now > most && !most_.compare_exchange_weak(most, now)) {
    }
  }
  void leave() { --inside_; }
  [[nodiscard]] int most() const { return most_; }

 private:
  std::atomic<int> inside_{0};
  std::atomic<int> most_{0};
};

}  // namespace tandem
