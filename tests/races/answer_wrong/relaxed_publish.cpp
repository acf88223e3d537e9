// REJECTED BY: data_race
// The flag is atomic, and orders nothing. It lives far from the result:
// ThreadSanitizer remembers only the last four accesses to eight bytes.
#include <atomic>
#include <thread>

#include "answer.hpp"

namespace {

int result = 0;

}  // namespace

void races::answer() {
  std::atomic<bool> done{false};
  std::thread worker{[&done] {
    result = 42;  // races
    done.store(true, std::memory_order_relaxed);
  }};
  while (!done.load(std::memory_order_relaxed)) {
    std::this_thread::yield();
  }
  ++result;  // races
  worker.join();
}
