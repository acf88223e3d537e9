// REJECTED BY: slow_question
// Reads the clock, asks, and takes the old reading for the time.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto begin = clocks.monotonic.now();
  for (;;) {
    const auto gone_by = clocks.monotonic.now() - begin;
    if (done()) {
      return true;
    }
    if (gone_by >= limit) {
      return false;
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by));
  }
}
