// REJECTED BY: for_ever
// Adds the limit to a reading, and "for ever" does not fit.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto deadline = clocks.monotonic.now() + limit;
  while (!done()) {
    const auto now = clocks.monotonic.now();
    if (now >= deadline) {
      return false;
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, deadline - now));
  }
  return true;
}
