// REJECTED BY: calling_thread
// Asks in a thread of its own.
#include <algorithm>
#include <future>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const auto begin = clocks.monotonic.now();
  while (!std::async(std::launch::async, done).get()) {
    const auto gone_by = clocks.monotonic.now() - begin;
    if (gone_by >= limit) {
      return false;
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by));
  }
  return true;
}
