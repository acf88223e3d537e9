// REJECTED BY: date_set
// Reads the date, and mends only what goes back: believes the sleep then.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  std::chrono::nanoseconds gone_by{0};
  std::chrono::nanoseconds asked{0};
  auto before = clocks.real_time.now();
  while (!done()) {
    const auto now = clocks.real_time.now();
    gone_by += now < before ? asked : now - before;
    before = now;
    if (gone_by >= limit) {
      return false;
    }
    asked = std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by);
    sleep(asked);
  }
  return true;
}
