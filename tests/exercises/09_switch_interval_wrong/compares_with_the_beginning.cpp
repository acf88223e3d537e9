// REJECTED BY: another_was_faster
// Notes the number of switches once: after a switch it never asks again.
#include "answer.hpp"

void switch_interval::take(hand_over& lock) {
  const auto before = lock.switches();
  while (lock.held()) {
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
  take(lock);
}
