// REJECTED BY: two_years
// Takes any limit above a year for "for ever", lest begin + limit overflow.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  constexpr std::chrono::hours year{365 * 24};
  const bool for_ever = limit > year;
  const auto deadline =
      clocks.monotonic.now() + (for_ever ? std::chrono::nanoseconds{0} : limit);
  while (!done()) {
    const auto left = for_ever ? std::chrono::nanoseconds::max()
                               : deadline - clocks.monotonic.now();
    if (left <= std::chrono::nanoseconds{0}) {
      return false;
    }
    sleep(std::min<std::chrono::nanoseconds>(longest_sleep, left));
  }
  return true;
}
