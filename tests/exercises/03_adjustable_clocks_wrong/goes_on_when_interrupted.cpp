// REJECTED BY: errors
// Takes an interrupted sleep for a short one.
#include <algorithm>
#include <system_error>

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
    try {
      sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by));
    } catch (const std::system_error& error) {
      if (error.code() != std::errc::interrupted) {
        throw;
      }
    }
  }
  return true;
}
