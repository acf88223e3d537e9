// REJECTED BY: last_sleep
// Rounds the limit down to whole milliseconds.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  limit = std::chrono::duration_cast<std::chrono::milliseconds>(limit);
  const auto begin = clocks.monotonic.now();
  while (!done()) {
    const auto gone_by = clocks.monotonic.now() - begin;
    if (gone_by >= limit) {
      return false;
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by));
  }
  return true;
}
