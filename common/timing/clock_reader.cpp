#include "common/timing/clock_reader.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include "common/timing/span.hpp"

namespace tandem {
clock_reader posix_clock(clockid_t id, std::string name) {
  timespec resolution{};
  if (clock_getres(id, &resolution) != 0) {
    throw std::system_error(errno, std::generic_category(), name);
  }
  return {std::move(name), as_duration(resolution), [id] {
            timespec t{};
            clock_gettime(id, &t);
            return as_duration(t);
          }};
}

named_clocks system_clocks() {
  return {
      .real_time = posix_clock(CLOCK_REALTIME, "CLOCK_REALTIME"),
      .monotonic = posix_clock(CLOCK_MONOTONIC, "CLOCK_MONOTONIC"),
      .coarse = posix_clock(CLOCK_MONOTONIC_COARSE, "CLOCK_MONOTONIC_COARSE"),
      .process_cpu =
          posix_clock(CLOCK_PROCESS_CPUTIME_ID, "CLOCK_PROCESS_CPUTIME_ID"),
      .thread_cpu =
          posix_clock(CLOCK_THREAD_CPUTIME_ID, "CLOCK_THREAD_CPUTIME_ID"),
  };
}

}  // namespace tandem
