// REJECTED BY: example
// Counts a moment once, however many workers were at tasks.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run);
  auto tasks = run.spans;
  std::erase_if(tasks, [](const span& one) { return !one.is_task; });
  return spoilt::complete(run, spoilt::covered(spoilt::serial_of(run)),
                          spoilt::covered(tasks));
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
