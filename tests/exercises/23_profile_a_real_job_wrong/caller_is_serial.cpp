// REJECTED BY: example
// Takes all that the caller does for serial, its tasks, too.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto changed = run;
  for (auto& one : changed.spans) {
    one.is_task = one.is_task && one.worker != 0;
  }
  return spoilt::right(changed);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
