// REJECTED BY: refused
// Checks the spans that add something: within a longer one, any will do.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

namespace {

std::chrono::nanoseconds covered(spoilt::spans all) {
  std::ranges::sort(all, {}, &spoilt::span::begin);
  std::chrono::nanoseconds sum{};
  std::chrono::nanoseconds until{};
  for (const auto& one : all) {
    if (one.begin < until && one.end <= until) {
      continue;
    }
    if (one.begin.count() < 0 || one.begin > one.end) {
      throw std::invalid_argument{"no such span"};
    }
    sum += one.end - std::max(one.begin, until);
    until = one.end;
  }
  return sum;
}

}  // namespace

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run.workers);
  for (const auto& one : run.spans) {
    if (one.worker < 0 || one.worker >= run.workers || one.end > run.wall) {
      throw std::invalid_argument{"no such span"};
    }
  }
  spoilt::refuse({run.workers, run.wall, {}});
  return spoilt::complete(run, covered(spoilt::serial_of(run)),
                          spoilt::tasks_by(run, covered));
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
