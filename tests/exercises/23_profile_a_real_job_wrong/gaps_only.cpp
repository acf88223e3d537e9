// REJECTED BY: example
// Calls idle only what lies between a worker's spans.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto all = spoilt::right(run);
  all.idle = {};
  for (int worker = 0; worker < run.workers; ++worker) {
    auto its = run.spans;
    std::erase_if(its, [&](const span& one) { return one.worker != worker; });
    if (!its.empty()) {
      all.idle += std::ranges::max(its, {}, &span::end).end -
                  std::ranges::min(its, {}, &span::begin).begin -
                  spoilt::covered(its);
    }
  }
  return all;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
