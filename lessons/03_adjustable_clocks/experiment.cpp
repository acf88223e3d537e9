#include "experiment.hpp"

#include <ctime>

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

}  // namespace adjustable_clocks
