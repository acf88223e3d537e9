// REJECTED BY: nothing
// Lets each span take a nanosecond at least.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right_but(run, [](spoilt::spans all) {
    for (auto& one : all) {
      one.end = std::max(one.end, one.begin + spoilt::nanoseconds{1});
    }
    return spoilt::covered(all);
  });
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
