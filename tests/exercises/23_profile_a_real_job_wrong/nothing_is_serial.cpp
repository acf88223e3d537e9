// REJECTED BY: nothing
// Lets a run without work be serial, and no worker help.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto all = spoilt::right(run);
  if (all.serial + all.tasks == spoilt::nanoseconds{0}) {
    all.serial_share = 1;
  }
  return all;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
