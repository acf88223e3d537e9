// What is claimed about the evidence.
#include <cmath>
#include <limits>

#include "common/teaching/judging.hpp"
#include "common/timing/steppable_clock.hpp"
#include "experiment.hpp"

namespace adjustable_clocks {

namespace {

/// The largest of them, or not a number if there is none.
class worst {
 public:
  void count(std::chrono::nanoseconds error) {
    most_ = std::fmax(most_, std::fabs(static_cast<double>(error.count())));
  }
  [[nodiscard]] tandem::figure in_ns() const { return {most_, "ns"}; }

 private:
  double most_ = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace

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
