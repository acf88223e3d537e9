// Takes what each round really took from what is left.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  auto left = limit;
  auto read = clocks.monotonic.now();
  for (;;) {
    if (done()) {
      return true;
    }
    const auto now = clocks.monotonic.now();
    left -= now - read;
    read = now;
    if (left <= left.zero()) {
      return false;
    }
    sleep(left < longest_sleep ? left : longest_sleep);
  }
}
