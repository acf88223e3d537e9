// REJECTED BY: last_sleep
// Sleeps as long as always, though less is left.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto begin = clocks.monotonic.now();
  while (!done()) {
    if (clocks.monotonic.now() - begin >= limit) {
      return false;
    }
    sleep(longest_sleep);
  }
  return true;
}
