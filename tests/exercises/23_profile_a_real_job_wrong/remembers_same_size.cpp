// REJECTED BY: spans_within_spans
// Takes a run for the one before if it is as long and has as many spans.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  static recorded_run before;
  static auto said = spoilt::right(before);
  if (run.workers != before.workers || run.wall != before.wall ||
      run.spans.size() != before.spans.size()) {
    said = spoilt::right(run);
    before = run;
  }
  spoilt::refuse(run);
  return said;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
