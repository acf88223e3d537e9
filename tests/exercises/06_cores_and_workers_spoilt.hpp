#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>

#include "answer.hpp"

/// The parts of a right answer. Each wrong one replaces one of them.
namespace spoilt {

inline int value_of(char digit) {
  return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

inline long cpus_in(const std::string& mask) {
  long cpus = 0;
  for (const char digit : mask) {
    if (digit != ',') {
      cpus += std::popcount(static_cast<unsigned>(value_of(digit)));
    }
  }
  return cpus;
}

struct quota {
  long micros = 0;
  long period = 1;
};

inline std::optional<quota> quota_in(const std::string& cpu_max) {
  std::istringstream words{cpu_max};
  quota read;
  if (words >> read.micros >> read.period) {
    return read;
  }
  return {};
}

inline long rounded_up(quota given) {
  return (given.micros + given.period - 1) / given.period;
}

inline std::optional<long> number_in(const std::string& variable) {
  if (variable.empty() || variable.size() > 9 ||
      variable.find_first_not_of("0123456789") != std::string::npos) {
    return {};
  }
  const long number = std::atol(variable.c_str());
  return number < 1 ? std::nullopt : std::optional{number};
}

/// The least of the limits, and of the jobs.
inline int least_of(long cpus, std::optional<long> quota,
                    std::optional<long> variable, std::size_t jobs) {
  const long limit =
      std::min({cpus, quota.value_or(cpus), variable.value_or(cpus)});
  const auto most = static_cast<std::size_t>(std::max(1L, limit));
  return static_cast<int>(std::max<std::size_t>(1, std::min(most, jobs)));
}

inline std::optional<long> quota_of(const cores_and_workers::raw_limits& raw) {
  const auto given = quota_in(raw.cpu_max);
  return given ? std::optional{rounded_up(*given)} : std::nullopt;
}

inline std::optional<long> variable_of(
    const cores_and_workers::raw_limits& raw) {
  return raw.max_cpu_count ? number_in(*raw.max_cpu_count) : std::nullopt;
}

}  // namespace spoilt
