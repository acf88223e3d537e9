// REJECTED BY: spans_within_spans
// Sums up the first run, and gives that for all others.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  static const auto first = spoilt::right(run);
  spoilt::refuse(run);
  return first;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
