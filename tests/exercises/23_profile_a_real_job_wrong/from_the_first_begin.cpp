// REJECTED BY: idle
// Thinks that a run begins with its first span.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto all = spoilt::right(run);
  auto first = run.wall;
  for (const auto& one : run.spans) {
    first = std::min(first, one.begin);
  }
  if (!run.spans.empty()) {
    all.idle -= run.workers * first;
  }
  return all;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
