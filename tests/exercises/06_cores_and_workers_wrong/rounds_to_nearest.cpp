// REJECTED BY: part_of_a_cpu
// Rounds to the nearest whole number, at least 1.
#include <cmath>

#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  std::optional<long> cpus;
  if (const auto given = spoilt::quota_in(raw.cpu_max)) {
    cpus = std::lround(static_cast<double>(given->micros) /
                       static_cast<double>(given->period));
  }
  return spoilt::least_of(spoilt::cpus_in(raw.cpus_allowed), cpus,
                          spoilt::variable_of(raw), raw.jobs);
}
