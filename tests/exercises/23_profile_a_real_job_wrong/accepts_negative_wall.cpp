// REJECTED BY: refused
// Lets a run end before it begins.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto long_enough = run;
  long_enough.wall = std::max(run.wall, spoilt::nanoseconds{0});
  return spoilt::right(long_enough);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
