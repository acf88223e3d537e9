// REJECTED BY: affinity
// Asks the quota, the variable and the jobs, and leaves the mask alone.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  const long many = 1'000'000;
  return spoilt::least_of(many, spoilt::quota_of(raw), spoilt::variable_of(raw),
                          raw.jobs);
}
