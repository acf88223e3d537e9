// REJECTED BY: example
// Lets the work grow with the workers: another law.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  spoilt::refuse(workers);
  const double share = spoilt::share(of.serial, of.serial + of.tasks);
  return of.serial + of.tasks == spoilt::nanoseconds{0}
             ? 1
             : share + workers * (1 - share);
}
