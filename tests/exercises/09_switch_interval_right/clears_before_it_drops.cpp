// Takes the request back as soon as it follows it: while it runs, nobody sees
// that the lock is still held.
#include "answer.hpp"

void switch_interval::take(hand_over& lock) {
  for (auto before = lock.switches(); lock.held(); before = lock.switches()) {
    switch (lock.wait_for_drop(lock.interval())) {
      case wake_up::woken:
        break;
      case wake_up::timed_out:
        if (lock.held() && lock.switches() == before) lock.ask();
    }
  }
  if (lock.asked()) lock.clear_request();
  lock.hold();
}

void switch_interval::between_steps(hand_over& lock) {
  if (!lock.asked()) return;
  const auto next = lock.switches() + 1;
  lock.clear_request();
  lock.drop();
  while (lock.switches() < next) lock.wait_for_switch();
  take(lock);
}
