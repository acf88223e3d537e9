// REJECTED BY: spans_within_spans
// Looks at the end of the span before, which may lie within a longer one.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right_but(run, [](spoilt::spans all) {
    std::ranges::sort(all, {}, &span::begin);
    spoilt::nanoseconds sum{};
    spoilt::nanoseconds until{};
    for (const auto& one : all) {
      sum += std::max(one.end - std::max(one.begin, until),
                      spoilt::nanoseconds{0});
      until = one.end;
    }
    return sum;
  });
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
