// REJECTED BY: yes_once
// Forgets the yes that ended the loop, and asks for it again.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto begin = clocks.monotonic.now();
  while (!done() && clocks.monotonic.now() - begin < limit) {
    const auto gone_by = clocks.monotonic.now() - begin;
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by));
  }
  return done();
}
