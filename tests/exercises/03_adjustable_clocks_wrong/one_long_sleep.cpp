// REJECTED BY: short_sleeps
// Sleeps the whole limit in one go, and looks only then.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto begin = clocks.monotonic.now();
  while (!done()) {
    const auto gone_by = clocks.monotonic.now() - begin;
    if (gone_by >= limit) {
      return false;
    }
    sleep(limit - gone_by);
  }
  return true;
}
