// REJECTED BY: at_least_one
// Without jobs it starts no workers.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  return raw.jobs == 0 ? 0
                       : spoilt::least_of(spoilt::cpus_in(raw.cpus_allowed),
                                          spoilt::quota_of(raw),
                                          spoilt::variable_of(raw), raw.jobs);
}
