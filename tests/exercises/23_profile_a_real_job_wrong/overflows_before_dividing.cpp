// REJECTED BY: amdahl
// Multiplies nanoseconds by the workers before it divides.
#include <cstdint>

#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  return spoilt::right(run);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  spoilt::refuse(workers);
  const auto serial = static_cast<std::uint64_t>(of.serial.count());
  const auto tasks = static_cast<std::uint64_t>(of.tasks.count());
  const auto many = static_cast<std::uint64_t>(workers);
  return serial + tasks == 0 ? 1
                             : static_cast<double>((serial + tasks) * many) /
                                   static_cast<double>(serial * many + tasks);
}
