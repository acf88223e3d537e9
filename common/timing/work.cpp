#include "common/timing/work.hpp"

#include <algorithm>
#include <ctime>

#include "common/timing/span.hpp"

namespace tandem {
namespace {

std::chrono::nanoseconds thread_cpu() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return as_duration(t);
}

std::int64_t measure_steps_per_millisecond() {
  constexpr std::int64_t sample = 200'000;
  auto best = std::chrono::nanoseconds::max();
  for (int i = 0; i < 5; ++i) {
    const auto begin = thread_cpu();
    work(sample);
    best = std::min(best, thread_cpu() - begin);
  }
  best = std::max(best, std::chrono::nanoseconds{1});
  return std::max<std::int64_t>(1, sample * 1'000'000 / best.count());
}

}  // namespace

std::uint64_t work(std::int64_t steps) {
  std::uint64_t state = 1;
  for (std::int64_t i = 0; i < steps; ++i) {
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
    make_opaque(state);
  }
  return state;
}

std::int64_t steps_per_millisecond() {
  static const std::int64_t steps = measure_steps_per_millisecond();
  return steps;
}

void burn_cpu(std::chrono::nanoseconds span) {
  const auto end = thread_cpu() + span;
  while (thread_cpu() < end) {
    work(1'000);
  }
}

}  // namespace tandem
