#include "experiment.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>

#include "common/teaching/judging.hpp"
#include "common/timing/steppable_clock.hpp"
#include "common/timing/work.hpp"

namespace adjustable_clocks {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// Clocks like those of this machine, for somebody to set: the date and the
/// monotonic one show the instant of the last `look`. Two real clocks are never
/// read at one instant; from one reading, errors come out to the nanosecond.
/// The others are the machine's own.
class settable_machine {
 public:
  settable_machine() = default;
  settable_machine(const settable_machine&) = delete;
  settable_machine& operator=(const settable_machine&) = delete;
  ~settable_machine() = default;

  /// One real reading, which both clocks start from until the next.
  void look() { instant_ = raw_.now(); }
  /// By a counter that nobody sets, and nobody slews.
  [[nodiscard]] nanoseconds raw() const { return instant_; }

  void set_date(nanoseconds by) { date_.step(by); }
  /// As Linux does it: the monotonic clock is slewed, too.
  void slew(std::int64_t parts_per_million) {
    date_.slew(parts_per_million);
    monotonic_.slew(parts_per_million);
  }

  [[nodiscard]] tandem::named_clocks clocks() const {
    auto all = tandem::system_clocks();
    all.real_time.now = date_.reader().now;
    all.monotonic.now = monotonic_.reader().now;
    return all;
  }

 private:
  tandem::clock_reader raw_ =
      tandem::posix_clock(CLOCK_MONOTONIC_RAW, "CLOCK_MONOTONIC_RAW");
  nanoseconds instant_ = raw_.now();
  tandem::clock_reader held_{raw_.name, raw_.declared,
                             [this] { return instant_; }};
  tandem::steppable_clock date_{held_};
  tandem::steppable_clock monotonic_{held_};
};

timed_job time_job(const clock_choice& choose, const interference& meanwhile,
                   int pieces) {
  settable_machine machine;
  const auto date = machine.clocks().real_time;
  const auto timer = choose(machine.clocks());
  timed_job job{.meanwhile = meanwhile};

  machine.look();
  const auto raw_begin = machine.raw();
  const auto date_begin = date.now();
  const auto timed_begin = timer.now();
  auto raw_middle = raw_begin;
  auto before = date_begin;
  for (int piece = 0; piece < pieces; ++piece) {
    if (piece == pieces / 2) {
      machine.set_date(meanwhile.step);
      machine.slew(meanwhile.slew_ppm);
      raw_middle = machine.raw();
    }
    tandem::burn_cpu(milliseconds{1});
    machine.look();
    const auto now = date.now();
    ++job.looks;
    job.steps_back += now < before ? 1 : 0;
    before = now;
  }
  job.raw = machine.raw() - raw_begin;
  job.raw_left = machine.raw() - raw_middle;
  job.date = date.now() - date_begin;
  job.timed = timer.now() - timed_begin;
  return job;
}

/// The largest of them, or not a number if there is none.
class worst {
 public:
  void count(nanoseconds error) {
    most_ = std::fmax(most_, std::fabs(static_cast<double>(error.count())));
  }
  [[nodiscard]] tandem::figure in_ns() const { return {most_, "ns"}; }

 private:
  double most_ = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace

tandem::clock_reader steady(const tandem::named_clocks& clocks) {
  return clocks.monotonic;
}
tandem::clock_reader adjustable(const tandem::named_clocks& clocks) {
  return clocks.real_time;
}

evidence measure(const clock_choice& choose, tandem::scale size) {
  const int pieces = size == tandem::scale::quick    ? 20
                     : size == tandem::scale::normal ? 200
                                                     : 1000;
  evidence seen;
  seen.timer = choose(tandem::system_clocks()).name;
  for (const auto& meanwhile : {
           interference{"nothing happens", {}, 0},
           interference{"set back 1 h", -hours{1}, 0},
           interference{"set forward 5 ms", milliseconds{5}, 0},
           interference{"slewed, 10 % fast", {}, 100'000},
       }) {
    seen.jobs.push_back(time_job(choose, meanwhile, pieces));
  }
  return seen;
}

std::vector<tandem::claim> claims(const evidence& seen) {
  worst off_the_step;
  worst steady_error;
  worst off_the_share;
  std::int64_t looks = 0;
  std::int64_t steps_back = 0;
  for (const auto& job : seen.jobs) {
    const auto error = job.date - job.raw;
    if (job.meanwhile.slew_ppm == 0) {
      off_the_step.count(error - job.meanwhile.step);
      steady_error.count(job.timed - job.raw);
    } else {
      off_the_share.count(
          error - tandem::slewed_share(job.raw_left, job.meanwhile.slew_ppm));
      looks += job.looks;
      steps_back += job.steps_back;
    }
  }
  return {
      tandem::at_most("adjustable_off_by_step",
                      "set the date by so much, and the adjustable clock is "
                      "off by exactly that; worst |error - step|",
                      off_the_step.in_ns(), 0),
      tandem::at_most("steady_unmoved",
                      "the clock that times the job takes no notice of a step; "
                      "worst |error|",
                      steady_error.in_ns(), 0),
      tandem::at_most("slewed_share",
                      "slewed, the adjustable clock is off by the slewed share "
                      "of the time since; worst |error - share|",
                      off_the_share.in_ns(), 0),
      tandem::invariant("slewed_never_back",
                        "a slewed clock never goes back, however often you "
                        "look",
                        looks, steps_back, "step(s) back"),
  };
}

}  // namespace adjustable_clocks
