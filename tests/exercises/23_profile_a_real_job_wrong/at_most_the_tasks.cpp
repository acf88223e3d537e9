// REJECTED BY: amdahl
// Says 0 where there are no tasks to share.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  spoilt::refuse(workers);
  return of.tasks == spoilt::nanoseconds{0} && of.serial.count() > 0
             ? 0
             : spoilt::right_ceiling(of, workers);
}
