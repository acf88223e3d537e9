// REJECTED BY: exact
// Drops what is less than a millisecond.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right_but(run, [](const spoilt::spans& all) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        spoilt::covered(all));
  });
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
