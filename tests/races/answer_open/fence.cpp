// A fence publishes the result, which is right; ThreadSanitizer cannot follow.
#include <atomic>
#include <thread>

#include "answer.hpp"

namespace {

int result = 0;

}  // namespace

void races::answer() {
  std::atomic<bool> done{false};
  std::thread worker{[&] {
    result = 42;
    std::atomic_thread_fence(std::memory_order_release);
    done.store(true, std::memory_order_relaxed);
  }};
  while (!done.load(std::memory_order_relaxed)) {
    std::this_thread::yield();
  }
  std::atomic_thread_fence(std::memory_order_acquire);
  result += 1;
  worker.join();
}
