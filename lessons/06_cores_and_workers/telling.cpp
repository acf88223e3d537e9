// How the experiment is told: its tables, its picture, and the prediction.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace cores_and_workers {
namespace {

using tandem::in_ms;
using tandem::ratio;

/// Whole numbers without a fraction; "-" where there is no limit.
tandem::cell in_cpus(std::optional<double> limit) {
  if (!limit) {
    return std::string{};
  }
  if (*limit == std::round(*limit)) {
    return static_cast<std::int64_t>(*limit);
  }
  return *limit;
}

tandem::table limits_table(const evidence& seen) {
  tandem::table shown{"limits",
                      {{"limit", ""},
                       {seen.as_started.where, ""},
                       {seen.on_one_cpu.where, ""},
                       {"what it says", ""}},
                      {}};
  const auto row = [&](const std::string& limit, const auto& value,
                       const std::string& says) {
    const auto cell_of = [&](const kitchen& in) -> tandem::cell {
      return in.trouble.empty() ? in_cpus(value(in)) : std::string{};
    };
    shown.rows.push_back(
        {limit, cell_of(seen.as_started), cell_of(seen.on_one_cpu), says});
  };
  row(
      "logical CPUs", [](const kitchen& in) { return in.limits.logical; },
      "are switched on in this machine");
  row(
      "physical cores", [](const kitchen& in) { return in.limits.physical; },
      "hold them: told only, no limit");
  row(
      "affinity", [](const kitchen& in) { return in.limits.affinity; },
      "may run us (taskset)");
  row(
      "quota", [](const kitchen& in) { return in.limits.quota; },
      "worth of CPU time (cgroup)");
  row(
      tandem::max_cpu_count_variable,
      [](const kitchen& in) { return in.limits.environment; },
      "are asked for (environment)");
  row(
      "usable", [](const kitchen& in) { return in.limits.usable(); },
      "the least of the limits");
  row(
      "workers", [](const kitchen& in) { return in.limits.workers(); },
      "usable, rounded up");
  row(
      "trusted", [](const kitchen& in) { return in.trusted; },
      "what this run believes");
  return shown;
}

double speed_up(const std::vector<run>& runs, const run& one) {
  return ratio(runs.front().wall, one.wall);
}

/// One worker alone may already use a quota up.
double most_times(const kitchen& in) {
  return std::max(1.0, in.limits.usable());
}

std::string title(const kitchen& in, const std::vector<run>& runs) {
  return fmt::format("{} jobs, {}", runs.front().jobs, in.where);
}

/// All series of runs, the kitchens in turn.
template <class Action>
void for_each_series(const evidence& seen, const Action& action) {
  for (const auto* in : {&seen.as_started, &seen.on_one_cpu}) {
    for (const auto* runs : {&in->many_orders, &in->few_orders}) {
      if (!runs->empty()) {
        action(*in, *runs);
      }
    }
  }
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  tandem::table shown{"runs",
                      {{"", ""},
                       {"workers", ""},
                       {"wall", "ms", 1},
                       {"CPU", "ms", 1},
                       {"CPU/wall", "", 2},
                       {"speed-up", "", 2},
                       {"busy workers", ""}},
                      {}};
  for_each_series(seen, [&](const kitchen& in, const std::vector<run>& runs) {
    for (const auto& one : runs) {
      shown.rows.push_back(
          {title(in, runs), static_cast<std::int64_t>(one.workers),
           in_ms(one.wall), in_ms(one.cpu), ratio(one.cpu, one.wall),
           speed_up(runs, one), static_cast<std::int64_t>(one.busy)});
    }
  });
  return {limits_table(seen), shown};
}

std::vector<std::string> pictures(const evidence& seen) {
  constexpr double bar_width = 52;
  double longest = 1;
  for_each_series(seen, [&](const kitchen& in, const std::vector<run>& runs) {
    longest = std::max(longest, most_times(in));
    for (const auto& one : runs) {
      longest = std::max(longest, speed_up(runs, one));
    }
  });
  const auto columns = [&](double times) {
    return std::isfinite(times) ? static_cast<std::size_t>(
                                      std::lround(bar_width * times / longest))
                                : 0;
  };
  std::string drawn =
      "How many times as fast as one worker; | is what the usable CPUs allow\n";
  for_each_series(seen, [&](const kitchen& in, const std::vector<run>& runs) {
    drawn += title(in, runs) + "\n";
    const auto usable = columns(most_times(in));
    for (const auto& one : runs) {
      std::string bar(columns(speed_up(runs, one)), '#');
      bar.resize(std::max(bar.size(), usable + 1), ' ');
      bar[usable] = '|';
      drawn +=
          fmt::format("{:>4} worker{} {:<54} {:.2f}\n", one.workers,
                      one.workers == 1 ? " " : "s", bar, speed_up(runs, one));
    }
  });
  return {drawn};
}

tandem::question_about<evidence> prediction() {
  return {
      {"Jobs that compute run on as many workers as there are usable CPUs, "
       "and once more on twice as many workers. How fast is the second run, "
       "compared with the first?",
       {"about twice as fast", "about as fast", "about half as fast"},
       "Workers do not compute, CPUs do. More workers than CPUs take turns on "
       "them, and taking turns costs little."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        const auto& in = seen.as_started;
        const double cpus = std::min(in.limits.logical, in.limits.affinity);
        const run* on_each = nullptr;
        const run* on_twice = nullptr;
        for (const auto& one : in.many_orders) {
          if (one.workers == cpus) {
            on_each = &one;
          } else if (one.workers == 2 * cpus) {
            on_twice = &one;
          }
        }
        // A run to which others left less than the CPUs says nothing; nor
        // does one for which there is a smaller limit.
        const auto fair = [&](const run* one) {
          return one != nullptr && ratio(one->cpu, one->wall) > 0.8 * cpus;
        };
        if (in.limits.usable() < cpus || !fair(on_each) || !fair(on_twice)) {
          return {};
        }
        const double times = ratio(on_each->wall, on_twice->wall);
        return times > 1.5 ? 0 : times > 0.67 ? 1 : 2;
      }};
}

}  // namespace cores_and_workers
