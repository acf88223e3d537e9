// REJECTED BY: malformed_variable
// Takes the number that a text begins with.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  std::optional<long> number;
  try {
    number = std::stoi(raw.max_cpu_count.value_or(""));
  } catch (const std::exception&) {
    number.reset();
  }
  return spoilt::least_of(
      spoilt::cpus_in(raw.cpus_allowed), spoilt::quota_of(raw),
      number.value_or(0) < 1 ? std::nullopt : number, raw.jobs);
}
