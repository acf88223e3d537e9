// REJECTED BY: example
// Adds up all spans, those within others, too.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right_but(run, [](const spoilt::spans& all) {
    spoilt::nanoseconds sum{};
    for (const auto& one : all) {
      sum += spoilt::length(one);
    }
    return sum;
  });
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
