// REJECTED BY: few_jobs
// Starts a worker for each CPU, though there is nothing for it to do.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  return spoilt::least_of(spoilt::cpus_in(raw.cpus_allowed),
                          spoilt::quota_of(raw), spoilt::variable_of(raw),
                          1'000'000);
}
