#include "experiment.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <boost/timer/timer.hpp>
#include <memory>

#include "common/teaching/judging.hpp"
#include "common/timing/clock_reader.hpp"
#include "common/timing/work.hpp"

namespace honest_measurement {
namespace {

using std::chrono::nanoseconds;

/// The costs of several runs, the short and the long ones in turns, so that
/// noise which comes in spells meets both.
growth growth_of(const loop& adds_up, std::int64_t steps) {
  constexpr int rounds = 7;
  growth least{nanoseconds::max(), nanoseconds::max()};
  for (int i = 0; i < rounds; ++i) {
    least.of_n =
        std::min(least.of_n, tandem::measure_cpu([&] { adds_up(steps); }).cpu);
    least.of_hundred_n =
        std::min(least.of_hundred_n,
                 tandem::measure_cpu([&] { adds_up(100 * steps); }).cpu);
  }
  return least;
}

/// Writes to memory that nobody has touched, then to the same memory again.
std::vector<fill> fill_fresh_memory() {
  constexpr std::size_t size = 16U << 20U;
  const auto memory = std::make_unique_for_overwrite<char[]>(size);
  const auto clock = tandem::system_clocks().monotonic;
  const auto page_faults = [] {
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    return usage.ru_minflt;
  };
  std::vector<fill> seen(4);
  for (auto& run : seen) {
    const auto faults = page_faults();
    const auto begin = clock.now();
    std::fill_n(memory.get(), size, 'x');
    tandem::keep(memory);
    run = {clock.now() - begin, page_faults() - faults};
  }
  return seen;
}

/// Jobs of a tenth of a tick, each timed by a fine clock and by Boost.Timer.
std::vector<short_job> time_short_jobs(nanoseconds tick) {
  const auto clock = tandem::system_clocks().process_cpu;
  std::vector<short_job> seen(12);
  for (auto& job : seen) {
    const boost::timer::cpu_timer coarse;
    const auto begin = clock.now();
    tandem::burn_cpu(tick / 10);
    job.cpu = clock.now() - begin;
    const auto shown = coarse.elapsed();
    job.shown = nanoseconds{shown.user + shown.system};
  }
  return seen;
}

}  // namespace

void drop_the_sum(std::int64_t steps) {
  [[maybe_unused]] std::uint64_t sum = 0;
  for (std::int64_t m = 0; m < steps; ++m) {
    sum += static_cast<std::uint64_t>(m);
  }
}

void keep_the_sum(std::int64_t steps) {
  std::uint64_t sum = 0;
  for (std::int64_t m = 0; m < steps; ++m) {
    sum += static_cast<std::uint64_t>(m);
  }
  tandem::keep(sum);
}

void make_it_opaque(std::int64_t steps) {
  std::uint64_t sum = 0;
  for (std::int64_t m = 0; m < steps; ++m) {
    sum += static_cast<std::uint64_t>(m);
    tandem::make_opaque(sum);
  }
  tandem::keep(sum);
}

bool built_with_optimisation() {
#ifdef __OPTIMIZE__
  return true;
#else
  return false;
#endif
}

evidence measure(const loop& real, tandem::scale size) {
  evidence seen;
  seen.optimised = built_with_optimisation();
  seen.steps = size == tandem::scale::quick    ? 100'000
               : size == tandem::scale::normal ? 1'000'000
                                               : 10'000'000;
  seen.dropped = growth_of(drop_the_sum, seen.steps);
  seen.kept = growth_of(keep_the_sum, seen.steps);
  seen.real = growth_of(real, seen.steps);

  seen.fills = fill_fresh_memory();
  const auto clocks = tandem::system_clocks();
  const auto some_work = [] { tandem::work(10'000); };
  const tandem::timeit_settings settings{
      .at_least = std::chrono::milliseconds{1},
      .repeat = size == tandem::scale::quick ? 20 : 100};
  seen.wall = tandem::timeit(some_work, clocks.monotonic, settings);
  seen.cpu = tandem::timeit(some_work, clocks.process_cpu, settings);

  seen.tick = nanoseconds{std::chrono::seconds{1}} / sysconf(_SC_CLK_TCK);
  seen.short_jobs = time_short_jobs(seen.tick);
  return seen;
}

}  // namespace honest_measurement
