// REJECTED BY: done_at_last
// Gives up after the last sleep without asking once more.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto begin = clocks.monotonic.now();
  for (;;) {
    if (done()) {
      return true;
    }
    auto gone_by = clocks.monotonic.now() - begin;
    if (gone_by < limit) {
      sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by));
      gone_by = clocks.monotonic.now() - begin;
    }
    if (gone_by >= limit) {
      return false;
    }
  }
}
