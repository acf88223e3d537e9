// Reads the clock: a wake-up for nothing does not prolong the interval.
#include "answer.hpp"

#include <algorithm>
#include <chrono>

namespace {

/// Since when the present holder has it, as far as a waiter can know.
struct patience {
  explicit patience(const switch_interval::hand_over& lock)
      : switches{lock.switches()}, end{lock.now() + lock.interval()} {}
  std::int64_t switches;
  std::chrono::nanoseconds end;
};

}  // namespace

void switch_interval::take(hand_over& lock) {
  patience mine{lock};
  for (; lock.held();) {
    const auto left = mine.end - lock.now();
    if (left.count() > 0 && mine.switches == lock.switches()) {
      lock.wait_for_drop(left);
      continue;
    }
    if (mine.switches == lock.switches()) lock.ask();
    mine = patience{lock};
  }
  lock.clear_request();
  lock.hold();
}

void switch_interval::between_steps(hand_over& lock) {
  if (lock.asked()) {
    lock.drop();
    for (const auto n = lock.switches(); n == lock.switches();) {
      lock.wait_for_switch();
    }
    take(lock);
  }
}
