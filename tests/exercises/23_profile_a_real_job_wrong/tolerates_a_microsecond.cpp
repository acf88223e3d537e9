// REJECTED BY: refused
// Lets a span end a little after its run, since clocks may differ.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto longer = run;
  longer.wall += std::chrono::microseconds{run.wall.count() < 0 ? 0 : 1};
  spoilt::refuse(longer);
  return spoilt::complete(run, spoilt::covered(spoilt::serial_of(run)),
                          spoilt::tasks_by(run, spoilt::covered));
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
