// REJECTED BY: many_words
// Takes the commas out and reads one long number, which has 64 bits.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  std::string digits = raw.cpus_allowed;
  std::erase(digits, ',');
  return spoilt::least_of(std::popcount(std::stoull(digits, nullptr, 16)),
                          spoilt::quota_of(raw), spoilt::variable_of(raw),
                          raw.jobs);
}
