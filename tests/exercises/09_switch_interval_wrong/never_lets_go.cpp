// REJECTED BY: hand_over
// Takes the request back, and keeps the lock.
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
  if (lock.asked()) {
    lock.clear_request();
  }
}
