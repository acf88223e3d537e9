#include "answer.hpp"

#include <algorithm>

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto& now = clocks.monotonic.now;
  const auto begin = now();
  while (!done()) {
    // What has gone by cannot overflow, as begin + limit would for "for ever".
    const auto gone_by = now() - begin;
    if (gone_by >= limit) {
      return false;
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by));
  }
  return true;
}
