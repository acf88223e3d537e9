// REJECTED BY: data_race
// A thread that nobody waits for still uses what has been released.
#include <atomic>
#include <memory>
#include <thread>

#include "answer.hpp"

void races::answer() {
  static std::atomic<bool> used{false};
  auto text = std::make_unique<int>(1);
  std::thread{[where = text.get()] {
    ++*where;  // races
    used.store(true, std::memory_order_relaxed);
  }}.detach();
  while (!used.load(std::memory_order_relaxed)) {
    std::this_thread::yield();
  }
  text.reset();  // races
}
