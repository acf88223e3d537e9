// REJECTED BY: any_order
// Takes for serial what comes before the first task.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto all = spoilt::right(run);
  auto first = run.wall;
  bool has_tasks = false;
  for (const auto& one : run.spans) {
    if (one.is_task) {
      first = std::min(first, one.begin);
      has_tasks = true;
    }
  }
  if (has_tasks && all.serial.count() > 0) {
    all = spoilt::complete(run, first, all.tasks);
  }
  return all;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
