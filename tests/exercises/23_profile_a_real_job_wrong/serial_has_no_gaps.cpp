// REJECTED BY: more_serial_later
// Takes for serial all from the first serial begin to the last serial end, but
// for the time of tasks.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run);
  const auto serial = spoilt::serial_of(run);
  if (serial.empty()) {
    return spoilt::right(run);
  }
  const auto begin = std::ranges::min(serial, {}, &span::begin).begin;
  const auto end = std::ranges::max(serial, {}, &span::end).end;
  auto between = run.spans;
  std::erase_if(between, [&](const span& one) {
    return !one.is_task || one.begin >= end || one.end <= begin;
  });
  return spoilt::complete(run, end - begin - spoilt::covered(between),
                          spoilt::tasks_by(run, spoilt::covered));
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
