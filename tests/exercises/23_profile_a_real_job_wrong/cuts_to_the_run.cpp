// REJECTED BY: refused
// Cuts off what lies outside of the run, in place of refusing it.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto cut = run;
  for (auto& one : cut.spans) {
    one.begin = std::clamp(one.begin, spoilt::nanoseconds{0},
                           std::max(run.wall, spoilt::nanoseconds{0}));
    one.end = std::min(one.end, run.wall);
  }
  return spoilt::right(cut);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
