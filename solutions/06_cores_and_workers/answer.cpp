#include "answer.hpp"

#include <algorithm>
#include <bit>
#include <sstream>

namespace {

/// The bits that are 1; a comma has none.
long cpus_in(const std::string& mask) {
  long cpus = 0;
  for (const char digit : mask) {
    if (digit != ',') {
      const int value = digit <= '9' ? digit - '0' : digit - 'a' + 10;
      cpus += std::popcount(static_cast<unsigned>(value));
    }
  }
  return cpus;
}

std::optional<long> quota_of(const std::string& cpu_max) {
  std::istringstream words{cpu_max};
  std::string quota;
  long period = 0;
  if (!(words >> quota >> period) || quota == "max") {
    return {};
  }
  const long micros = std::stol(quota);
  return micros / period + (micros % period == 0 ? 0 : 1);  // rounded up
}

std::optional<long> number_in(const std::string& variable) {
  constexpr std::size_t most_digits = 9;
  if (variable.empty() || variable.size() > most_digits ||
      variable.find_first_not_of("0123456789") != std::string::npos) {
    return {};
  }
  const long number = std::stol(variable);
  return number < 1 ? std::nullopt : std::optional{number};
}

}  // namespace

int cores_and_workers::usable_workers(const raw_limits& raw) {
  // A mask of more CPUs than an int holds does not exist.
  long least = cpus_in(raw.cpus_allowed);
  least = std::min(least, quota_of(raw.cpu_max).value_or(least));
  if (raw.max_cpu_count) {
    least = std::min(least, number_in(*raw.max_cpu_count).value_or(least));
  }
  if (raw.jobs < static_cast<std::size_t>(least)) {
    least = static_cast<long>(raw.jobs);
  }
  return static_cast<int>(std::max(1L, least));
}
