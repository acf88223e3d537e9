// REJECTED BY: another_was_faster
// Woken by a switch, it goes on with the old number, and waits twice as long.
#include "answer.hpp"

void switch_interval::take(hand_over& lock) {
  auto before = lock.switches();
  while (lock.held()) {
    if (lock.wait_for_drop(lock.interval()) == wake_up::woken) {
      continue;
    }
    if (lock.held() && lock.switches() == before) {
      lock.ask();
    }
    before = lock.switches();
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
