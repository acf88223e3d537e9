// REJECTED BY: amdahl
// Divides nanoseconds by the workers, and drops the rest.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  spoilt::refuse(workers);
  const auto alone = of.serial + of.tasks;
  const auto shared = of.serial + of.tasks / workers;
  return shared.count() == 0 ? (alone.count() == 0 ? 1 : workers)
                             : spoilt::share(alone, shared);
}
