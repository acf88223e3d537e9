// REJECTED BY: woken_after_a_switch
// Counts the interval from its call, whoever has taken the lock since.
#include "answer.hpp"

void switch_interval::take(hand_over& lock) {
  const auto start = lock.now();
  while (lock.held()) {
    const auto before = lock.switches();
    lock.wait_for_drop(lock.interval());
    const bool waited = lock.now() - start >= lock.interval();
    if (waited && lock.held() && lock.switches() == before) {
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
