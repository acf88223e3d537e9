// REJECTED BY: other_periods
// Takes the period for 100 ms, which it mostly is.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  auto given = spoilt::quota_in(raw.cpu_max);
  if (given) {
    given->period = 100'000;
  }
  return spoilt::least_of(
      spoilt::cpus_in(raw.cpus_allowed),
      given ? std::optional{spoilt::rounded_up(*given)} : std::nullopt,
      spoilt::variable_of(raw), raw.jobs);
}
