// REJECTED BY: long_and_many
// Adds up the workers in seconds: 1000 hours of them leave no nanosecond.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run);
  std::chrono::duration<double> tasks{};
  for (int worker = 0; worker < run.workers; ++worker) {
    tasks += spoilt::covered(spoilt::tasks_of(run, worker));
  }
  return spoilt::complete(run, spoilt::covered(spoilt::serial_of(run)),
                          std::chrono::round<std::chrono::nanoseconds>(tasks));
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
