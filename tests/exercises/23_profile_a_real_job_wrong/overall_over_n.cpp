// REJECTED BY: example
// Divides all of the time by the workers.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  spoilt::refuse(workers);
  return of.serial + of.tasks == spoilt::nanoseconds{0} ? 1 : workers;
}
