#pragma once

#include <chrono>
#include <ctime>
#include <limits>

namespace tandem {

/// What clock_gettime and its kin tell, as a duration.
inline std::chrono::nanoseconds as_duration(const timespec& time) {
  return std::chrono::seconds{time.tv_sec} +
         std::chrono::nanoseconds{time.tv_nsec};
}

/// `a` as a multiple of `b`; not a number where `b` is no time at all.
inline double ratio(std::chrono::nanoseconds a, std::chrono::nanoseconds b) {
  return b.count() == 0
             ? std::numeric_limits<double>::quiet_NaN()
             : static_cast<double>(a.count()) / static_cast<double>(b.count());
}

/// A span as a number of milliseconds, for tables and messages.
inline double in_ms(std::chrono::nanoseconds span) {
  return ratio(span, std::chrono::milliseconds{1});
}

}  // namespace tandem
