#pragma once

#include <sys/types.h>

#include <cstdint>

namespace pool_map {

/// What a job notes of itself, and gives back.
/// Units    nanoseconds; moments by the steady clock, which is one for all
///          processes.
struct note {
  std::uint64_t sum = 0;
  pid_t process = 0;
  pid_t thread = 0;  ///< the kernel's number
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::int64_t cpu = 0;  ///< used by this thread in between

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& sum& process& thread& begin& end& cpu;
  }
};

/// The job: adds up 0, 1, ..., n - 1, one number after the other.
note sum_of_range(std::uint64_t n);

/// By the steady clock.
std::int64_t now();

}  // namespace pool_map
