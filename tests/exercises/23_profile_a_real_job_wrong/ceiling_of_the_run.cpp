// REJECTED BY: example
// Remembers for how many workers a run was, and gives the ceiling of those.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

namespace {
int workers_of_the_run = 1;
}  // namespace

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  workers_of_the_run = run.workers;
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  spoilt::refuse(workers);
  return spoilt::right_ceiling(of, workers_of_the_run);
}
