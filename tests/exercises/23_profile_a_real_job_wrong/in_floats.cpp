// REJECTED BY: long_and_many
// Adds up in floats, which hold 24 bits of a number.
#include <cstdint>

#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto all = spoilt::right(run);
  float tasks = 0;
  for (int worker = 0; worker < run.workers; ++worker) {
    tasks += static_cast<float>(
        spoilt::covered(spoilt::tasks_of(run, worker)).count());
  }
  constexpr float many = 1e12F;
  return tasks < many
             ? all
             : spoilt::complete(
                   run, all.serial,
                   spoilt::nanoseconds{static_cast<std::int64_t>(tasks)});
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
