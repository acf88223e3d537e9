// REJECTED BY: affinity
// Asks how many CPUs its own machine has, whatever the mask says.
#include <thread>

#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  return spoilt::least_of(std::thread::hardware_concurrency(),
                          spoilt::quota_of(raw), spoilt::variable_of(raw),
                          raw.jobs);
}
