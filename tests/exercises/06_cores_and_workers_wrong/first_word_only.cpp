// REJECTED BY: many_words
// stoul stops at the first comma.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  const auto word = std::stoul(raw.cpus_allowed, nullptr, 16);
  return spoilt::least_of(std::popcount(word), spoilt::quota_of(raw),
                          spoilt::variable_of(raw), raw.jobs);
}
