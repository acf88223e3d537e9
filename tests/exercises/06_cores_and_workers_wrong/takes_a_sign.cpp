// REJECTED BY: malformed_variable
// Refuses spaces and leftovers, and forgets that strtol takes a sign, too.
#include <cctype>

#include "tests/exercises/06_cores_and_workers_spoilt.hpp"

int cores_and_workers::usable_workers(const raw_limits& raw) {
  std::optional<long> number;
  const auto text = raw.max_cpu_count.value_or("");
  const bool spaced =
      text.empty() || std::isspace(static_cast<unsigned char>(text.front()));
  char* end = nullptr;
  const long read = std::strtol(text.c_str(), &end, 10);
  if (!spaced && *end == '\0' && read >= 1 && read <= 999'999'999) {
    number = read;
  }
  return spoilt::least_of(spoilt::cpus_in(raw.cpus_allowed),
                          spoilt::quota_of(raw), number, raw.jobs);
}
