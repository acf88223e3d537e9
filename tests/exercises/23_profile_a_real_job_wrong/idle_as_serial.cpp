// REJECTED BY: example
// Takes for serial all the time in which no task runs.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run);
  auto tasks = run.spans;
  std::erase_if(tasks, [](const span& one) { return !one.is_task; });
  return spoilt::complete(run, run.wall - spoilt::covered(tasks),
                          spoilt::tasks_by(run, spoilt::covered));
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
