// REJECTED BY: late_wakes
// Adds up the sleeps that it asked for, and reads no clock.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& /*clocks*/,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  std::chrono::nanoseconds slept{0};
  while (!done()) {
    if (slept >= limit) {
      return false;
    }
    const auto span =
        std::min<std::chrono::nanoseconds>(longest_sleep, limit - slept);
    sleep(span);
    slept += span;
  }
  return true;
}
