// REJECTED BY: in_turn
// Asks him to whom it let go, and not one to whom he has passed the lock on.
#include "answer.hpp"

void switch_interval::take(hand_over& lock) {
  while (lock.held()) {
    const auto before = lock.switches();
    const auto end = lock.wait_for_drop(lock.interval());
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
  while (lock.held()) {
    const auto end = lock.wait_for_drop(lock.interval());
    if (end == wake_up::timed_out && lock.held() &&
        lock.switches() == before + 1) {
      lock.ask();
    }
  }
  lock.hold();
  lock.clear_request();
}
