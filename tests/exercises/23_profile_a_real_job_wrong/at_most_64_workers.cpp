// REJECTED BY: long_and_many
// Knows 64 workers only.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run);
  auto few = run;
  std::erase_if(few.spans, [](const span& one) { return one.worker >= 64; });
  return spoilt::right(few);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
