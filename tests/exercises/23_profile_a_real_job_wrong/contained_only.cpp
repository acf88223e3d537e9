// REJECTED BY: spans_within_spans
// Leaves out spans within others, and counts twice where they overlap in part.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right_but(run, [](spoilt::spans all) {
    std::ranges::sort(all, {}, &span::begin);
    spoilt::nanoseconds sum{};
    spoilt::nanoseconds until{-1};
    for (const auto& one : all) {
      sum += one.end <= until ? spoilt::nanoseconds{0} : spoilt::length(one);
      until = std::max(until, one.end);
    }
    return sum;
  });
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
