// REJECTED BY: woken_for_nothing
// Believes that whoever is woken finds the lock free.
#include "answer.hpp"

void switch_interval::take(hand_over& lock) {
  auto end = lock.held() ? wake_up::timed_out : wake_up::woken;
  while (end == wake_up::timed_out && lock.held()) {
    const auto before = lock.switches();
    end = lock.wait_for_drop(lock.interval());
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
