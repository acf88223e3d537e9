// REJECTED BY: nothing
// Divides by no time at all.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto all = spoilt::right(run);
  all.serial_share = static_cast<double>(all.serial.count()) /
                     static_cast<double>((all.serial + all.tasks).count());
  return all;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
