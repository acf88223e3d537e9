// REJECTED BY: request_of_a_third
// Comes back, and takes back only what it has asked itself.
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
  bool has_asked = false;
  while (lock.held()) {
    const auto number = lock.switches();
    const auto end = lock.wait_for_drop(lock.interval());
    if (end == wake_up::timed_out && lock.held() && lock.switches() == number) {
      lock.ask();
      has_asked = true;
    }
  }
  lock.hold();
  if (has_asked) {
    lock.clear_request();
  }
}
