// REJECTED BY: example
// Says how many workers were busy on average, idle time included.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  spoilt::refuse(workers);
  const auto busy = of.serial + of.tasks;
  return busy == spoilt::nanoseconds{0}
             ? 1
             : workers * spoilt::share(busy, busy + of.idle);
}
