// No loop: what is still to be done is done by calling oneself.
#include "answer.hpp"

namespace {

using switch_interval::hand_over;
using switch_interval::wake_up;

void ask_if_patient(hand_over& lock, std::int64_t before, wake_up end) {
  const bool patient = end == wake_up::timed_out && before == lock.switches();
  if (patient && lock.held()) lock.ask();
}

void until_switched(hand_over& lock, std::int64_t before) {
  if (lock.switches() != before) return;
  lock.wait_for_switch();
  until_switched(lock, before);
}

}  // namespace

void switch_interval::take(hand_over& lock) {
  if (!lock.held()) {
    lock.hold();
    return lock.clear_request();
  }
  const auto before = lock.switches();
  const auto end = lock.wait_for_drop(lock.interval());
  ask_if_patient(lock, before, end);
  take(lock);
}

void switch_interval::between_steps(hand_over& lock) {
  if (!lock.asked()) return;
  const auto before = lock.switches();
  lock.drop();
  until_switched(lock, before);
  take(lock);
}
