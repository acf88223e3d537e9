// REJECTED BY: refused
// Looks at the number of workers only where there is something to divide.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return of.serial + of.tasks == spoilt::nanoseconds{0}
             ? 1
             : spoilt::right_ceiling(of, workers);
}
