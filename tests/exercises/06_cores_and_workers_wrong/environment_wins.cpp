// REJECTED BY: environment
// Does what the variable says, even if it asks for more than there is.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  const auto cpus = spoilt::cpus_in(raw.cpus_allowed);
  if (const auto asked = spoilt::variable_of(raw)) {
    return spoilt::least_of(*asked, {}, {}, raw.jobs);
  }
  return spoilt::least_of(cpus, spoilt::quota_of(raw), {}, raw.jobs);
}
