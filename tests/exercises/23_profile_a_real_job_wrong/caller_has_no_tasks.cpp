// REJECTED BY: example
// Leaves out the caller's tasks.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run);
  const auto its = spoilt::covered(spoilt::tasks_of(run, 0));
  return spoilt::complete(run, spoilt::covered(spoilt::serial_of(run)),
                          spoilt::tasks_by(run, spoilt::covered) - its);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
