// REJECTED BY: waits
// Calls idle who has a span, and waits in it.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto on_cpu = run;
  spoilt::refuse(run);
  for (auto& one : on_cpu.spans) {
    one.end = std::min(one.begin + one.cpu, run.wall);
  }
  auto all = spoilt::right(run);
  all.idle = spoilt::right(on_cpu).idle;
  return all;
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
