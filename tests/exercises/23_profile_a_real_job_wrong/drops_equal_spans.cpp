// REJECTED BY: several_at_once
// Takes spans that begin and end alike for one, whoever's they are.
#include <utility>

#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto changed = run;
  spoilt::refuse(run);
  std::ranges::sort(changed.spans, {}, [](const span& one) {
    return std::pair{one.begin, one.end};
  });
  const auto rest =
      std::ranges::unique(changed.spans, [](const span& a, const span& b) {
        return a.is_task == b.is_task && a.begin == b.begin && a.end == b.end;
      });
  changed.spans.erase(rest.begin(), rest.end());
  return spoilt::right(changed);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
