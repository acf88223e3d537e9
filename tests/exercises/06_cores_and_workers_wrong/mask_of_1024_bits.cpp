// REJECTED BY: many_words
// Has room for 1024 CPUs, like cpu_set_t.
#include <bitset>

#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  std::bitset<1024> mask;
  for (const char digit : raw.cpus_allowed) {
    if (digit != ',') {
      mask <<= 4;
      mask |= static_cast<unsigned>(spoilt::value_of(digit));
    }
  }
  return spoilt::least_of(static_cast<long>(mask.count()),
                          spoilt::quota_of(raw), spoilt::variable_of(raw),
                          raw.jobs);
}
