// Boost's durations; each call waits for one sleep and leaves the rest to
// another.
#include <algorithm>
#include <boost/chrono/duration.hpp>

#include "answer.hpp"

namespace {

using boost::chrono::nanoseconds;

nanoseconds from_std(std::chrono::nanoseconds span) {
  return nanoseconds{span.count()};
}

struct waiting {
  const tandem::named_clocks& clocks;
  const adjustable_clocks::sleep_function& sleep;
  const std::function<bool()>& done;
  nanoseconds begin = from_std(clocks.monotonic.now());

  bool at_most(nanoseconds limit) {
    if (done()) {
      return true;
    }
    const auto gone_by = from_std(clocks.monotonic.now()) - begin;
    if (gone_by >= limit) {
      return false;
    }
    const auto span = std::min<nanoseconds>(
        limit - gone_by, from_std(adjustable_clocks::longest_sleep));
    sleep(std::chrono::nanoseconds{span.count()});
    return at_most(limit);
  }
};

}  // namespace

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        std::chrono::nanoseconds limit) {
  return waiting{clocks, sleep, done}.at_most(from_std(limit));
}
