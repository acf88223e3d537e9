// REJECTED BY: refused
// Leaves it to a vector to refuse a worker that is not there.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run.workers);
  std::vector<spoilt::spans> tasks(static_cast<std::size_t>(run.workers));
  for (const auto& one : run.spans) {
    tasks.at(static_cast<std::size_t>(one.worker)).push_back(one);
  }
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
