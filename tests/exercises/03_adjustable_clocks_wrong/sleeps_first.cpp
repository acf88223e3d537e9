// REJECTED BY: done_already
// Sleeps before it asks for the first time.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto begin = clocks.monotonic.now();
  for (;;) {
    const auto gone_by = clocks.monotonic.now() - begin;
    if (gone_by >= limit) {
      return done();
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by));
    if (done()) {
      return true;
    }
  }
}
