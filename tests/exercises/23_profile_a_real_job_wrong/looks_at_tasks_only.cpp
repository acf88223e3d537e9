// REJECTED BY: refused
// Refuses bad tasks, and takes any serial span.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto tasks = run;
  std::erase_if(tasks.spans, [](const span& one) { return !one.is_task; });
  spoilt::refuse(tasks);
  return spoilt::complete(run, spoilt::covered(spoilt::serial_of(run)),
                          spoilt::tasks_by(run, spoilt::covered));
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
