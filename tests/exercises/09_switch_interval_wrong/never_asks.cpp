// REJECTED BY: ask_after_an_interval
// Waits until the holder lets go by itself.
#include "answer.hpp"

void switch_interval::take(hand_over& lock) {
  while (lock.held()) {
    lock.wait_for_drop(lock.interval());
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
