#pragma once

#include <chrono>
#include <limits>

namespace tandem {

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
