// REJECTED BY: refused
// Does not look at spans that take no time.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto others = run;
  std::erase_if(others.spans,
                [](const span& one) { return one.begin == one.end; });
  return spoilt::right(others);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
