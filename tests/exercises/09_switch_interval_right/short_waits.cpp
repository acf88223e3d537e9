// Waits in five short pieces, and counts those that went by undisturbed.
#include "answer.hpp"

void switch_interval::take(hand_over& lock) {
  constexpr int pieces = 5;
  int quiet = 0;
  auto seen = lock.switches();
  while (lock.held()) {
    const auto end = lock.wait_for_drop(lock.interval() / pieces);
    if (lock.switches() != seen) {
      seen = lock.switches();
      quiet = 0;
    } else if (end == wake_up::timed_out && ++quiet >= pieces && lock.held()) {
      lock.ask();
    }
  }
  lock.hold();
  lock.clear_request();
}

void switch_interval::between_steps(hand_over& lock) {
  if (!lock.asked()) return;
  const auto mine = lock.switches();
  lock.drop();
  do {
    lock.wait_for_switch();
  } while (lock.switches() == mine);
  take(lock);
}
