// REJECTED BY: example
// Thinks that a run is over with its last span.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto all = spoilt::right(run);
  spoilt::nanoseconds last{};
  for (const auto& one : run.spans) {
    last = std::max(last, one.end);
  }
  if (!run.spans.empty()) {
    all.idle -= run.workers * (run.wall - last);
  }
  return all;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
