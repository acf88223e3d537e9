// REJECTED BY: signals
// Begins anew with the whole limit when a signal ends a sleep early.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  auto begin = clocks.monotonic.now();
  while (!done()) {
    const auto before = clocks.monotonic.now();
    if (before - begin >= limit) {
      return false;
    }
    const auto span = std::min<std::chrono::nanoseconds>(
        longest_sleep, limit - (before - begin));
    sleep(span);
    if (const auto now = clocks.monotonic.now(); now - before < span) {
      begin = now;
    }
  }
  return true;
}
