// REJECTED BY: part_of_a_cpu
// Divides two integers.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  const auto given = spoilt::quota_in(raw.cpu_max);
  const auto cpus =
      given ? std::optional{given->micros / given->period} : std::nullopt;
  return spoilt::least_of(spoilt::cpus_in(raw.cpus_allowed), cpus,
                          spoilt::variable_of(raw), raw.jobs);
}
