// REJECTED BY: ask_after_an_interval
// Knows one interval only, though it can be set.
#include "answer.hpp"

#include <chrono>

void switch_interval::take(hand_over& lock) {
  while (lock.held()) {
    const auto before = lock.switches();
    const auto end = lock.wait_for_drop(std::chrono::milliseconds{5});
    if (end == wake_up::timed_out && lock.held() && lock.switches() == before) {
      lock.ask();
    }
  }
  lock.hold();
  lock.clear_request();
}

void switch_interval::between_steps(hand_over& lock) {
  if (!lock.asked()) {
    return;
  }
  const auto before = lock.switches();
  lock.drop();
  while (lock.switches() == before) {
    lock.wait_for_switch();
  }
  take(lock);
}
