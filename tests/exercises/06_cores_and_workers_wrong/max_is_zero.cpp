// REJECTED BY: no_quota
// atol makes a zero of "max", and of nothing.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  const auto given = spoilt::quota_in(raw.cpu_max);
  const long micros = std::atol(raw.cpu_max.c_str());
  const long cpus = given ? spoilt::rounded_up(*given) : micros;
  return spoilt::least_of(spoilt::cpus_in(raw.cpus_allowed), cpus,
                          spoilt::variable_of(raw), raw.jobs);
}
