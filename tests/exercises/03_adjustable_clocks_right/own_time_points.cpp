// A standard-style clock of its own, time points, and a deadline that stops at
// the end of time.
#include <algorithm>
#include <chrono>
#include <optional>

#include "answer.hpp"

namespace {

using std::chrono::nanoseconds;

struct steady {
  using rep = nanoseconds::rep;
  using period = nanoseconds::period;
  using duration = nanoseconds;
  using time_point = std::chrono::time_point<steady>;
};

class deadline {
 public:
  deadline(const tandem::clock_reader& clock, nanoseconds limit)
      : clock_{clock} {
    const auto now = read();
    if (now.time_since_epoch() <= nanoseconds::zero() ||
        limit <= nanoseconds::max() - now.time_since_epoch()) {
      end_ = now + limit;
    }
  }
  [[nodiscard]] nanoseconds left() const {
    return end_ ? *end_ - read() : nanoseconds::max();
  }

 private:
  [[nodiscard]] steady::time_point read() const {
    return steady::time_point{clock_.now()};
  }
  const tandem::clock_reader& clock_;
  std::optional<steady::time_point> end_;
};

}  // namespace

bool adjustable_clocks::wait_until_done(const tandem::named_clocks& clocks,
                                        const sleep_function& sleep,
                                        const std::function<bool()>& done,
                                        nanoseconds limit) {
  const deadline end{clocks.monotonic, limit};
  bool finished = done();
  for (auto left = end.left(); !finished && left > left.zero();
       left = end.left()) {
    sleep(std::min<nanoseconds>(left, longest_sleep));
    finished = done();
  }
  return finished;
}
