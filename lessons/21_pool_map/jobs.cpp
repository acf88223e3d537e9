#include "jobs.hpp"

#include <unistd.h>

#include <chrono>

#include "common/timing/clock_reader.hpp"
#include "common/timing/work.hpp"

namespace pool_map {

std::int64_t now() {
  return std::chrono::steady_clock::now().time_since_epoch().count();
}

note sum_of_range(std::uint64_t n) {
  const auto cpu = tandem::system_clocks().thread_cpu.now;
  const auto cpu_before = cpu();
  note seen{.process = getpid(), .thread = gettid(), .begin = now()};
  for (std::uint64_t i = 0; i < n; ++i) {
    seen.sum += i;
    tandem::make_opaque(seen.sum);  // or a compiler makes a formula of it
  }
  seen.end = now();
  seen.cpu = (cpu() - cpu_before).count();
  return seen;
}

}  // namespace pool_map
