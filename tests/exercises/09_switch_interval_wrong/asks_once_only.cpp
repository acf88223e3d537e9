// REJECTED BY: ask_again
// Has asked once and thinks that this will do, whoever holds the lock now.
#include "answer.hpp"

void switch_interval::take(hand_over& lock) {
  bool has_asked = false;
  while (lock.held()) {
    const auto before = lock.switches();
    const auto end = lock.wait_for_drop(lock.interval());
    if (!has_asked && end == wake_up::timed_out && lock.held() &&
        lock.switches() == before) {
      lock.ask();
      has_asked = true;
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
