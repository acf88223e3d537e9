// REJECTED BY: waits
// Thinks that a span cannot use more CPU time than it lasts.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  const auto all = spoilt::right(run);
  if (std::ranges::any_of(run.spans, [](const span& one) {
        return one.cpu > spoilt::length(one);
      })) {
    throw std::invalid_argument{"more CPU time than time"};
  }
  return all;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
