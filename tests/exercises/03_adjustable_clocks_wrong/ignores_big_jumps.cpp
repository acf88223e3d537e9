// REJECTED BY: date_set
// Reads the date, and leaves out the jumps that are too big for a sleep.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  std::chrono::nanoseconds gone_by{0};
  auto before = clocks.real_time.now();
  while (!done()) {
    const auto now = clocks.real_time.now();
    const auto step = now - before;
    before = now;
    gone_by += step < step.zero() || step > std::chrono::minutes{1}
                   ? std::chrono::nanoseconds{longest_sleep}
                   : step;
    if (gone_by >= limit) {
      return false;
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit - gone_by));
  }
  return true;
}
