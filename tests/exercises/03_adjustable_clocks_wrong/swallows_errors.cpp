// REJECTED BY: errors
// Takes an error of `done` for a no.
#include <algorithm>
#include <exception>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto is_done = [&] {
    try {
      return done();
    } catch (const std::exception&) {
      return false;
    }
  };
  const auto begin = clocks.monotonic.now();
  while (!is_done()) {
    const auto gone_by = clocks.monotonic.now() - begin;
    if (gone_by >= limit) {
      return false;
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by));
  }
  return true;
}
