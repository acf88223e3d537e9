// REJECTED BY: gives_up
// Takes the limit from now on, again and again.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  while (!done()) {
    const auto begin = clocks.monotonic.now();
    if (limit <= limit.zero()) {
      return false;
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit));
    if (clocks.monotonic.now() - begin >= limit) {
      return done();
    }
  }
  return true;
}
