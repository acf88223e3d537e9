// REJECTED BY: example
// Takes a worker to be busy from its first begin to its last end.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right_but(run, [](const spoilt::spans& all) {
    return all.empty() ? spoilt::nanoseconds{0}
                       : std::ranges::max(all, {}, &span::end).end -
                             std::ranges::min(all, {}, &span::begin).begin;
  });
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
