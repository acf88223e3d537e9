// REJECTED BY: short_sleeps
// Asks over and over, and never sleeps.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& /*sleep*/,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto begin = clocks.monotonic.now();
  while (!done()) {
    if (clocks.monotonic.now() - begin >= limit) {
      return false;
    }
  }
  return true;
}
