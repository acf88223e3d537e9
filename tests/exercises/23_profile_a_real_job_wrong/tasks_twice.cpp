// REJECTED BY: spans_within_spans
// Counts a task's phases beside the task itself; serial spans it counts once.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run);
  spoilt::nanoseconds tasks{};
  for (const auto& one : run.spans) {
    tasks += one.is_task ? spoilt::length(one) : spoilt::nanoseconds{0};
  }
  return spoilt::complete(run, spoilt::covered(spoilt::serial_of(run)), tasks);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
