// REJECTED BY: spans_within_spans
// Adds to the sums of the call before.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  static summary all;
  const auto now = spoilt::right(run);
  all = spoilt::complete(run, all.serial + now.serial, all.tasks + now.tasks);
  return all;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
