// REJECTED BY: idle
// Counts as many workers as the highest number says.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto all = spoilt::right(run);
  int workers = 0;
  for (const auto& one : run.spans) {
    workers = std::max(workers, one.worker + 1);
  }
  if (workers > 0) {
    all.idle -= (run.workers - workers) * run.wall;
  }
  return all;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
