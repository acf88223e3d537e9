// Sleeps a millisecond at a time.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  using std::chrono::nanoseconds;
  constexpr nanoseconds nap = std::chrono::milliseconds{1};
  const auto begin = clocks.monotonic.now();
  const auto left = [&] {
    return limit <= limit.zero() ? limit
                                 : limit - (clocks.monotonic.now() - begin);
  };
  while (!done()) {
    const auto rest = left();
    if (rest <= rest.zero()) {
      return false;
    }
    sleep(std::min(nap, rest));
  }
  return true;
}
