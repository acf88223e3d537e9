// REJECTED BY: data_race
// The flag is atomic, and orders nothing.
#include <atomic>
#include <thread>

#include "answer.hpp"

void races::answer() {
  int result = 0;
  std::atomic<bool> done{false};
  std::thread worker{[&] {
    result = 42;  // races
    done.store(true, std::memory_order_relaxed);
  }};
  while (!done.load(std::memory_order_relaxed)) {
    std::this_thread::yield();
  }
  ++result;  // races
  worker.join();
}
