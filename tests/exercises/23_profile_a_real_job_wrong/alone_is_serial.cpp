// REJECTED BY: example
// Takes for serial each moment at which one worker alone is at something.
#include <iterator>
#include <set>

#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run);
  std::set<spoilt::nanoseconds> changes{spoilt::nanoseconds{0}, run.wall};
  for (const auto& one : run.spans) {
    changes.insert({one.begin, one.end});
  }
  summary all;
  spoilt::nanoseconds tasks{};
  for (auto at = changes.begin(); std::next(at) != changes.end(); ++at) {
    std::set<int> busy;
    for (const auto& one : run.spans) {
      if (one.begin <= *at && *at < one.end) {
        busy.insert(one.worker);
      }
    }
    const auto lasts = *std::next(at) - *at;
    (busy.size() == 1 && run.workers > 1 ? all.serial : tasks) +=
        std::ssize(busy) * lasts;
  }
  return spoilt::complete(run, all.serial, tasks);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
