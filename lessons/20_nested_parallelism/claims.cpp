// What the evidence says of itself, and what is claimed about it.
#include <algorithm>
#include <utility>

#include "common/teaching/judging.hpp"
#include "experiment.hpp"

namespace nested_parallelism {
namespace {

/// `expected`: by how many calls are around a call.
tandem::claim run_as(std::string id, std::string says, const evidence& seen,
                     const std::string& backend,
                     const std::vector<runner>& expected) {
  std::int64_t calls = 0;
  std::int64_t otherwise = 0;
  for (const auto& one : seen.levels) {
    if (one.backend == backend) {
      calls += std::ssize(one.seen);
      otherwise += std::ranges::count_if(one.seen, [&](const call_seen& call) {
        return call.run_by() !=
               expected.at(static_cast<std::size_t>(call.depth));
      });
    }
  }
  return tandem::invariant(std::move(id), std::move(says), calls, otherwise,
                           "calls");
}

tandem::claim of_run(const evidence& seen, const nested_run& run,
                     tandem::claim judged) {
  return tandem::judge_if(
      seen.workers >= 2, "one worker alone multiplies nothing",
      tandem::judge_if(run.all_met(),
                       "not all who could compute side by side came to do so",
                       std::move(judged)));
}

}  // namespace

int nested_run::most_at_once() const {
  std::vector<std::pair<std::int64_t, int>> changes;
  for (const auto& task : tasks) {
    for (const auto& job : task.jobs) {
      changes.emplace_back(job.begin, 1);
      changes.emplace_back(job.end, -1);
    }
  }
  std::ranges::sort(changes);  // of one moment, ends first
  int now = 0;
  int most = 0;
  for (const auto& [moment, by] : changes) {
    now += by;
    most = std::max(most, now);
  }
  return most;
}

int nested_run::most_threads() const {
  int most = 0;
  for (const auto& task : tasks) {
    most = std::max(most, task.threads());
  }
  return most;
}

std::int64_t nested_run::forced_off() const {
  std::int64_t all = 0;
  for (const auto& task : tasks) {
    for (const auto& job : task.jobs) {
      all += job.forced_off;
    }
  }
  return all;
}

bool nested_run::all_met() const {
  return std::ranges::all_of(tasks, [](const task_notes& task) {
    return std::ranges::all_of(task.jobs, &note::met);
  });
}

int evidence::share() const { return std::max(usable_cpus / workers, 1); }

std::vector<tandem::claim> claims(const evidence& seen) {
  // Every task has a thread, however few CPUs there are.
  const int room = std::max(seen.usable_cpus, seen.workers);
  const auto count = [](int number) {
    return tandem::figure{static_cast<double>(number), "threads"};
  };
  return {
      run_as(
          "levels_in_a_worker",
          "a task on loky has a process; calls inside it run on threads of "
          "that process, and calls inside these in place; calls that did not",
          seen, "loky", {runner::processes, runner::threads, runner::in_place}),
      run_as("levels_in_a_fork",
             "a task on multiprocessing has a forked process, which starts no "
             "threads: all calls inside it run in place; calls that did not",
             seen, "multiprocessing",
             {runner::processes, runner::in_place, runner::in_place}),
      of_run(seen, seen.capped,
             tandem::at_most(
                 "capped_within_cpus",
                 "with the cap, no more threads compute at once than there are "
                 "usable CPUs, or workers, if these are more",
                 count(seen.capped.most_at_once()), room)),
      of_run(seen, seen.capped,
             tandem::at_most("capped_within_share",
                             "with the cap, no task has more threads than its "
                             "share, max(CPUs / workers, 1)",
                             count(seen.capped.most_threads()), seen.share())),
      of_run(seen, seen.uncapped,
             tandem::at_least(
                 "uncapped_multiply",
                 "without it they multiply: more compute at once than there "
                 "are usable CPUs, and workers",
                 count(seen.uncapped.most_at_once()), room + 1)),
      tandem::invariant("results_right",
                        "the results are right, and in their places, with the "
                        "cap and without; wrong",
                        seen.results, seen.wrong_results, "results"),
  };
}

}  // namespace nested_parallelism
