// REJECTED BY: hexadecimal
// Reads the digits as a decimal number.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

namespace {

long cpus_in(std::string mask) {
  long cpus = 0;
  std::replace(mask.begin(), mask.end(), ',', ' ');
  std::istringstream words{mask};
  for (unsigned long word = 0; words >> word;) {
    cpus += std::popcount(word);
  }
  return cpus;
}

}  // namespace

int cores_and_workers::usable_workers(const raw_limits& raw) {
  return spoilt::least_of(cpus_in(raw.cpus_allowed), spoilt::quota_of(raw),
                          spoilt::variable_of(raw), raw.jobs);
}
