// REJECTED BY: waits
// Refuses what cannot be CPU time; but what cpu says is never refused.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  for (const auto& one : run.spans) {
    if (one.cpu.count() < 0) {
      throw std::invalid_argument{"no such CPU time"};
    }
  }
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
