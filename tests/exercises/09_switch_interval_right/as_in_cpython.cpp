// The names and the order of CPython's take_gil and drop_gil, where the holder
// takes the request back itself; its wait for the drop serves for the switch.
#include "answer.hpp"

namespace {

struct gil {
  switch_interval::hand_over& lock;

  void drop_gil() const {
    const auto mine = lock.switches();
    lock.drop();
    lock.clear_request();
    while (lock.switches() == mine) {
      lock.wait_for_drop(lock.interval());
    }
  }
  void take_gil() const {
    while (true) {
      if (!lock.held()) break;
      const auto saved_switchnum = lock.switches();
      const bool timed_out = lock.wait_for_drop(lock.interval()) ==
                             switch_interval::wake_up::timed_out;
      if (!timed_out) continue;
      if (lock.held() && lock.switches() == saved_switchnum) {
        lock.ask();
        lock.ask();  // once more does no harm
      }
    }
    lock.hold();
    if (lock.asked()) lock.clear_request();
  }
};

}  // namespace

void switch_interval::take(hand_over& lock) { gil{lock}.take_gil(); }

void switch_interval::between_steps(hand_over& lock) {
  if (lock.asked()) {
    gil{lock}.drop_gil();
    gil{lock}.take_gil();
  }
}
