// REJECTED BY: signals
// Gives up when no more is left than the clock can just tell.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto begin = clocks.monotonic.now();
  while (!done()) {
    const auto left = limit - (clocks.monotonic.now() - begin);
    if (left <= clocks.monotonic.declared) {
      return false;
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, left));
  }
  return true;
}
