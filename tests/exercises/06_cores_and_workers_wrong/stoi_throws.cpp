// REJECTED BY: malformed_variable
// Leaves it to stoi to make sense of the variable.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  std::optional<long> number;
  if (raw.max_cpu_count) {
    number = std::stoi(*raw.max_cpu_count);
  }
  return spoilt::least_of(spoilt::cpus_in(raw.cpus_allowed),
                          spoilt::quota_of(raw), number, raw.jobs);
}
