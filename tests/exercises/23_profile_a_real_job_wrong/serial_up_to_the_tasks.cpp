// REJECTED BY: more_serial_later
// Looks for serial spans only up to the first task.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run);
  auto first = run.wall;
  for (const auto& one : run.spans) {
    first = one.is_task ? std::min(first, one.begin) : first;
  }
  auto serial = spoilt::serial_of(run);
  std::erase_if(serial, [&](const span& one) { return one.begin > first; });
  return spoilt::complete(run, spoilt::covered(serial),
                          spoilt::tasks_by(run, spoilt::covered));
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
