// REJECTED BY: each_call_anew
// Reads the mask in the first call only.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  static const long cpus = spoilt::cpus_in(raw.cpus_allowed);
  return spoilt::least_of(cpus, spoilt::quota_of(raw), spoilt::variable_of(raw),
                          raw.jobs);
}
