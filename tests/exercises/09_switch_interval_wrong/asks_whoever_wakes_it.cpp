// REJECTED BY: woken_for_nothing
// Takes every wake-up for the end of the interval.
#include "answer.hpp"

void switch_interval::take(hand_over& lock) {
  while (lock.held()) {
    const auto before = lock.switches();
    lock.wait_for_drop(lock.interval());
    if (lock.held() && lock.switches() == before) {
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
