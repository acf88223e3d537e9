// REJECTED BY: long_and_many
// Keeps idle time in 32 bits.
#include <cstdint>

#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto all = spoilt::right(run);
  const auto cut = [](spoilt::nanoseconds time) {
    return spoilt::nanoseconds{static_cast<std::int32_t>(time.count())};
  };
  return spoilt::complete(run, cut(all.serial), cut(all.tasks));
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}
