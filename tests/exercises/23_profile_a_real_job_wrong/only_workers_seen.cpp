// REJECTED BY: idle
// Forgets workers that have no span.
#include <set>

#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto all = spoilt::right(run);
  std::set<int> seen;
  for (const auto& one : run.spans) {
    seen.insert(one.worker);
  }
  if (!seen.empty()) {
    all.idle -= (run.workers - std::ssize(seen)) * run.wall;
  }
  return all;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
