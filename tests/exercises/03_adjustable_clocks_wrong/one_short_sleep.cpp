// REJECTED BY: gives_up
// Takes one short sleep for the whole limit.
#include <algorithm>

#include "answer.hpp"

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& /*clocks*/,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  const bool at_once = done();
  if (at_once || limit <= limit.zero()) {
    return at_once;
  }
  sleep(std::min<std::chrono::nanoseconds>(longest_sleep, limit));
  return done();
}
