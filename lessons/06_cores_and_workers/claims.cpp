// What is claimed about the evidence.
#include <algorithm>
#include <limits>

#include "common/teaching/judging.hpp"
#include "experiment.hpp"

namespace cores_and_workers {
namespace {

using std::chrono::nanoseconds;

std::vector<const kitchen*> tried(const evidence& seen) {
  std::vector<const kitchen*> all;
  for (const auto* each : {&seen.as_started, &seen.on_one_cpu}) {
    if (each->trouble.empty()) {
      all.push_back(each);
    }
  }
  return all;
}

/// The limits that count; cores are none.
std::vector<double> limits_of(const tandem::cpu_limits& known) {
  std::vector<double> all{static_cast<double>(known.logical),
                          static_cast<double>(known.affinity)};
  if (known.quota) {
    all.push_back(*known.quota);
  }
  if (known.environment) {
    all.push_back(*known.environment);
  }
  return all;
}

tandem::claim usable_is_the_least(const evidence& seen) {
  std::int64_t limits = 0;
  std::int64_t broken = 0;
  bool would_show = false;
  for (const auto* each : tried(seen)) {
    const auto all = limits_of(each->limits);
    limits += static_cast<std::int64_t>(all.size());
    broken += std::count_if(all.begin(), all.end(),
                            [&](double one) { return one < each->trusted; });
    broken += std::count(all.begin(), all.end(), each->trusted) == 0 ? 1 : 0;
    would_show =
        would_show || std::any_of(all.begin(), all.end(), [&](double one) {
          return one != each->limits.logical;
        });
  }
  return tandem::judge_if(
      would_show,
      "all limits are the same here, so that a wrong count would look right",
      tandem::invariant(
          "usable_is_the_least",
          "the CPUs that we trust in are the least of the limits; limits that "
          "are below, or trust that no limit backs",
          limits, broken, ""));
}

tandem::claim never_more_cpu(const evidence& seen) {
  // Two clocks of one machine, each read by itself.
  constexpr double with_room_for_readings = 1.02;
  double most =
      tried(seen).empty() ? std::numeric_limits<double>::quiet_NaN() : 0;
  for (const auto* each : tried(seen)) {
    nanoseconds cpu{};
    for (const auto& one : each->runs) {
      cpu += one.cpu;
      most = std::max(most, share_used(each->limits, one.wall, one.cpu));
    }
    most = std::max(most, share_used(each->limits, each->wall, cpu));
  }
  return tandem::at_most(
      "never_more_cpu",
      "however many workers compute, CPU / wall does not exceed what affinity "
      "and quota allow; the largest share of it that was used",
      {most, ""}, with_room_for_readings);
}

tandem::claim no_more_busy_than_jobs(const evidence& seen) {
  std::int64_t runs = 0;
  std::int64_t broken = 0;
  for (const auto* each : tried(seen)) {
    for (const auto& one : each->runs) {
      ++runs;
      const auto busy = static_cast<std::size_t>(one.busy);
      const bool right = busy <= one.jobs && one.busy <= one.workers &&
                         one.ran_once == one.jobs;
      broken += right ? 0 : 1;
    }
  }
  return tandem::invariant(
      "no_more_busy_than_jobs",
      "each job runs once, on no more workers than there are jobs; runs that "
      "differ",
      runs, broken, "");
}

}  // namespace

double share_used(const tandem::cpu_limits& limits, nanoseconds wall,
                  nanoseconds cpu) {
  const double cpus = std::min(limits.logical, limits.affinity);
  double most_ns = cpus * static_cast<double>(wall.count());
  if (limits.quota) {
    // A quota is a budget for each period. A run may begin with a period's
    // budget left over, and end with a new one just begun; a burst that the
    // administrator allows may save up one more. Each CPU may also draw some
    // milliseconds ahead, which it pays back later.
    constexpr int budgets = 3;
    constexpr std::chrono::milliseconds ahead{10};
    const nanoseconds longer = wall + budgets * limits.quota_period;
    most_ns = std::min(
        most_ns, *limits.quota * static_cast<double>(longer.count()) +
                     cpus * static_cast<double>(nanoseconds{ahead}.count()));
  }
  return static_cast<double>(cpu.count()) / most_ns;
}

std::vector<tandem::claim> claims(const evidence& seen) {
  return {usable_is_the_least(seen), never_more_cpu(seen),
          no_more_busy_than_jobs(seen)};
}

}  // namespace cores_and_workers
