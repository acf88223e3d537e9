// REJECTED BY: nothing
// Divides by no time at all.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  spoilt::refuse(workers);
  return static_cast<double>((of.serial + of.tasks).count()) /
         (static_cast<double>(of.serial.count()) +
          static_cast<double>(of.tasks.count()) / workers);
}
