// REJECTED BY: date_set
// Measures the limit by the date.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto begin = clocks.real_time.now();
  while (!done()) {
    const auto gone_by = clocks.real_time.now() - begin;
    if (gone_by >= limit) {
      return false;
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by));
  }
  return true;
}
