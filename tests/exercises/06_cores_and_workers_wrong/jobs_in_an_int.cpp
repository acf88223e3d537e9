// REJECTED BY: many_jobs
// Counts the jobs in an int.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  const int jobs = std::max(1, static_cast<int>(raw.jobs));
  return spoilt::least_of(spoilt::cpus_in(raw.cpus_allowed),
                          spoilt::quota_of(raw), spoilt::variable_of(raw),
                          static_cast<std::size_t>(jobs));
}
