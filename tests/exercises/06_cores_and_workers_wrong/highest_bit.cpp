// REJECTED BY: holes
// Takes the place of the highest bit for the number of CPUs.
#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

namespace {

long highest_cpu(const std::string& mask) {
  long highest = 0;
  for (const char digit : mask) {
    if (digit != ',') {
      const auto value = static_cast<unsigned>(spoilt::value_of(digit));
      highest = highest > 0 ? highest + 4 : std::bit_width(value);
    }
  }
  return highest;
}

}  // namespace

int cores_and_workers::usable_workers(const raw_limits& raw) {
  return spoilt::least_of(highest_cpu(raw.cpus_allowed), spoilt::quota_of(raw),
                          spoilt::variable_of(raw), raw.jobs);
}
