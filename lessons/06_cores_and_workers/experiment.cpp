#include "experiment.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <set>

#include "common/timing/clock_reader.hpp"
#include "common/timing/work.hpp"
#include "common/workers/run_jobs.hpp"
#include "one_cpu.hpp"

namespace cores_and_workers {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// Twelve jobs, as in the notebook, or as many more as the CPUs divide evenly.
std::size_t jobs_for(int cpus) {
  constexpr int notebook = 12;
  const int for_each_cpu = (notebook + cpus - 1) / cpus;
  return static_cast<std::size_t>(for_each_cpu) *
         static_cast<std::size_t>(cpus);
}

/// 1, 2, ... up to `most`; each twice the last where that would be too many.
std::vector<int> steps_to(int most) {
  constexpr int enough = 8;
  std::set<int> steps{1, (most + 1) / 2, most};
  for (int workers = 1; workers < most;
       workers += most <= enough ? 1 : workers) {
    steps.insert(workers);
  }
  return {steps.begin(), steps.end()};
}

/// CPU time is not slewed, so neither may be the wall time beside it.
tandem::clock_reader raw_clock() {
  return tandem::posix_clock(CLOCK_MONOTONIC_RAW, "CLOCK_MONOTONIC_RAW");
}

run run_orders(std::size_t jobs, int workers, std::int64_t steps) {
  const auto clocks = tandem::system_clocks();
  const auto raw = raw_clock();
  std::vector<nanoseconds> cpu(jobs);
  std::vector<int> worker_of(jobs);
  std::vector<int> times_run(jobs);
  const auto begin = raw.now();
  tandem::run_each(jobs, workers, [&](std::size_t job, int worker) {
    const auto before = clocks.thread_cpu.now();
    tandem::work(steps);
    worker_of[job] = worker;
    ++times_run[job];
    cpu[job] += clocks.thread_cpu.now() - before;
  });
  run seen{.jobs = jobs, .workers = workers};
  seen.wall = raw.now() - begin;
  for (const auto each : cpu) {
    seen.cpu += each;
  }
  seen.busy = static_cast<int>(
      std::set<int>{worker_of.begin(), worker_of.end()}.size());
  seen.ran_once = static_cast<std::size_t>(
      std::count(times_run.begin(), times_run.end(), 1));
  return seen;
}

kitchen measure_here(const std::string& where, const count_function& count,
                     int chefs, milliseconds work) {
  kitchen seen{.where = where, .limits = tandem::count_cpus()};
  seen.trusted = count(seen.limits);
  const int cpus = std::max(1, static_cast<int>(std::ceil(seen.trusted)));
  const auto jobs = jobs_for(cpus);
  const auto steps = tandem::steps_per_millisecond() * work.count() /
                     static_cast<std::int64_t>(jobs);
  // Others use the CPUs, too, which only ever makes a run slower.
  const auto fastest_of_three = [&](std::size_t orders, int workers) {
    run best;
    for (int i = 0; i < 3; ++i) {
      seen.runs.push_back(run_orders(orders, workers, steps));
      if (i == 0 || seen.runs.back().wall < best.wall) {
        best = seen.runs.back();
      }
    }
    return best;
  };
  const auto raw = raw_clock();
  const auto begin = raw.now();
  for (const int workers : steps_to(2 * cpus)) {
    seen.many_orders.push_back(fastest_of_three(jobs, workers));
  }
  for (const int workers : std::set<int>{1, 2, chefs}) {
    seen.few_orders.push_back(fastest_of_three(2, workers));
  }
  seen.wall = raw.now() - begin;
  return seen;
}

}  // namespace

double least_limit(const tandem::cpu_limits& known) { return known.usable(); }

double logical_count(const tandem::cpu_limits& known) { return known.logical; }

evidence measure(const count_function& count, int chefs, tandem::scale size) {
  const milliseconds work{size == tandem::scale::quick    ? 20
                          : size == tandem::scale::normal ? 100
                                                          : 800};
  evidence seen;
  seen.as_started = measure_here("as started", count, chefs, work);
  const one_cpu pinned;
  if (pinned.trouble().empty()) {
    seen.on_one_cpu = measure_here("on one CPU", count, chefs, work);
  } else {
    seen.on_one_cpu.where = "on one CPU";
    seen.on_one_cpu.trouble = pinned.trouble();
  }
  return seen;
}

}  // namespace cores_and_workers
