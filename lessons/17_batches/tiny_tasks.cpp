// Tasks that do next to nothing, and what it costs to have them done.
#include "tiny_tasks.hpp"

#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <optional>
#include <ranges>
#include <set>

#include "common/teaching/process_tree.hpp"
#include "common/timing/span.hpp"
#include "common/workers/parallel.hpp"
#include "long_tasks.hpp"

namespace batches {
namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;

/// The task: says in which process it runs.
pid_t whoami(std::int64_t /*number*/) { return getpid(); }

std::optional<nanoseconds> read(clockid_t clock) {
  timespec time{};
  if (clock_gettime(clock, &time) != 0) {
    return {};
  }
  return tandem::as_duration(time);
}

/// CPU time of processes so far; none if one of them is gone. Kept workers are
/// not waited for, so RUSAGE_CHILDREN does not have theirs; but each process
/// has a CPU clock, which others may read.
std::optional<nanoseconds> cpu_of(const std::vector<pid_t>& processes) {
  nanoseconds sum{0};
  for (const auto process : processes) {
    clockid_t clock{};
    const auto its =
        clock_getcpuclockid(process, &clock) == 0 ? read(clock) : std::nullopt;
    if (!its) {
      return {};
    }
    sum += *its;
  }
  return sum;
}

}  // namespace

tiny_tasks::tiny_tasks(int workers) : workers_{workers} {
  const std::vector<nanoseconds> no_time(static_cast<std::size_t>(workers));
  run_long(no_time, workers, 1);  // starts them
  for (const auto& child : tandem::descendants(getpid())) {
    pids_.push_back(child.pid);
  }
}

tiny_run tiny_tasks::run(std::size_t tasks, std::size_t batch) const {
  tiny_run seen{.tasks = tasks, .batch = batch};
  const tandem::parallel call{
      {.n_jobs = workers_,
       .backend = "loky",
       .batch_size = static_cast<int>(batch),
       .on_progress = [&](const tandem::schedule_counts& now) {
         seen.dispatches = now.batches;
       }}};
  const auto numbers =
      std::views::iota(std::int64_t{0}, static_cast<std::int64_t>(tasks));
  const auto theirs = cpu_of(pids_);
  const auto ours = cpu_of({getpid()});
  const auto begin = steady_clock::now();
  const auto ran_in = call(numbers | tandem::delayed<whoami>);
  seen.wall = steady_clock::now() - begin;
  const auto ours_then = cpu_of({getpid()});
  const auto theirs_then = cpu_of(pids_);
  const std::set<pid_t> used{ran_in.begin(), ran_in.end()};
  seen.workers = used.size();
  if (ours && ours_then) {
    seen.parents_cpu = *ours_then - *ours;
  }
  if (theirs && theirs_then) {
    seen.workers_cpu = *theirs_then - *theirs;
  }
  // One that replaced a dead one is not among those whose clocks were read.
  seen.complete =
      theirs && theirs_then && std::ranges::all_of(used, [&](pid_t one) {
        return std::ranges::count(pids_, one) == 1;
      });
  return seen;
}

}  // namespace batches
