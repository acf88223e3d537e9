// REJECTED BY: example
// Rounds the serial share to whole percents first.
#include <cmath>

#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  spoilt::refuse(workers);
  const double share =
      std::round(100 * spoilt::share(of.serial, of.serial + of.tasks)) / 100;
  return of.serial + of.tasks == spoilt::nanoseconds{0}
             ? 1
             : 1 / (share + (1 - share) / workers);
}
