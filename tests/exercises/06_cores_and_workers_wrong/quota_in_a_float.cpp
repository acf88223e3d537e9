// REJECTED BY: other_periods
// A float has 24 bits, and a quota up to 30: the last microseconds are lost.
#include <cmath>

#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  std::optional<long> cpus;
  if (const auto given = spoilt::quota_in(raw.cpu_max)) {
    cpus = static_cast<long>(std::ceil(static_cast<float>(given->micros) /
                                       static_cast<float>(given->period)));
  }
  return spoilt::least_of(spoilt::cpus_in(raw.cpus_allowed), cpus,
                          spoilt::variable_of(raw), raw.jobs);
}
