#include "experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <set>
#include <sstream>

#include "bookkeeping.hpp"
#include "common/locking/gate.hpp"
#include "common/locking/occupancy.hpp"
#include "common/timing/span.hpp"
#include "common/timing/work.hpp"
#include "common/workers/cpu_count.hpp"
#include "common/workers/job_log.hpp"

namespace threads {
namespace {

using std::chrono::nanoseconds;
using tandem::doing;

constexpr int job_count = 12;
constexpr tandem::bound more_than_one_cpu{tandem::relation::at_least, 1.5};

}  // namespace

one_run run_twelve(const job_runner& run, int threads, nanoseconds span) {
  const auto steps = static_cast<std::int64_t>(
      tandem::in_ms(span) *
      static_cast<double>(tandem::steps_per_millisecond()));
  one_run seen;
  seen.threads = threads;
  seen.places.resize(job_count);
  seen.who_worked = tandem::timeline{threads};
  std::ostringstream log_text;
  tandem::job_log log{log_text};
  tandem::occupancy inside;
  numbering workers;
  tandem::gate start;
  int there = 0;
  std::atomic<bool> undecided{false};
  const int first_ones = std::min(threads, job_count);

  const auto job = [&](int i) {
    log.note(fmt::format("job {} begins", i));
    inside.enter();
    seen.places[static_cast<std::size_t>(i)] = this_place();
    if (i < first_ones) {
      start.change([&] { ++there; });
      if (start.wait_until([&] { return there == first_ones; }) ==
          tandem::passage::undecided) {
        undecided = true;
      }
    }
    const int worker = workers.number_of_this_thread();
    const bool drawn = worker < threads;  // more than were asked for are not
    if (drawn) {
      seen.who_worked.note(worker, doing::running);
    }
    tandem::work(steps);
    if (drawn) {
      seen.who_worked.note(worker, doing::nothing);
    }
    inside.leave();
    return i * i;
  };
  job_list jobs;
  jobs.reserve(job_count);
  for (int i = 0; i < job_count; ++i) {
    jobs.emplace_back([&job, i] { return job(i); });
  }

  tandem::stopwatch watch;
  watch.start();
  seen.results = run(jobs, threads);
  watch.stop();
  seen.time = watch.elapsed();
  seen.most_at_once = inside.most();
  seen.could_compute =
      seen.who_worked.cpu_wanted(tandem::count_cpus().usable());
  seen.log = log_text.str();
  seen.decided = !undecided;
  return seen;
}

std::vector<int> run_in_turn(const job_list& jobs, int /*threads*/) {
  std::vector<int> results;
  results.reserve(jobs.size());
  for (const auto& job : jobs) {
    results.push_back(job());
  }
  return results;
}

evidence measure(const job_runner& run, int workers, tandem::scale size) {
  constexpr nanoseconds quick_span = std::chrono::milliseconds{4};
  const auto span = size == tandem::scale::quick    ? quick_span
                    : size == tandem::scale::normal ? 4 * quick_span
                                                    : 125 * quick_span;
  const auto cpus = tandem::count_cpus();
  evidence seen;
  seen.workers = workers;
  seen.caller = this_place();
  seen.usable_cpus = cpus.usable();
  seen.cpus = cpus.describe();
  seen.in_turn = run_twelve(run_in_turn, 1, span);
  seen.run = run_twelve(run, workers, span);
  if (workers >= 2 && seen.usable_cpus >= 2) {
    const auto brief = std::min(span, quick_span);  // it may take many tries
    seen.tries = tandem::try_until_decided(more_than_one_cpu, [&] {
      const auto again = run_twelve(run, workers, brief);
      return tandem::cpus_used(again.time.self.total(), again.time.wall,
                               again.could_compute);
    });
  }
  return seen;
}

std::vector<tandem::claim> claims(const one_run& seen, pid_t process) {
  constexpr const char* not_decided =
      "whether the other threads come was not decided in 10 s";
  const int at_once = std::min(seen.threads, job_count);
  std::set<pid_t> threads;
  int ran = 0;
  int elsewhere = 0;
  int misplaced = std::abs(job_count - static_cast<int>(seen.results.size()));
  for (const auto& where : seen.places) {
    if (where.process != 0) {
      ++ran;
      elsewhere += where.process != process ? 1 : 0;
      threads.insert(where.thread);
    }
  }
  for (std::size_t i = 0; i < seen.results.size(); ++i) {
    misplaced += seen.results[i] != static_cast<int>(i * i) ? 1 : 0;
  }
  return {
      tandem::invariant("one_process",
                        "every job runs in the process that asked for it; "
                        "jobs elsewhere",
                        ran, elsewhere, "jobs"),
      tandem::judge_if(
          seen.decided, not_decided,
          tandem::invariant(
              "a_thread_each",
              fmt::format("the jobs run on {} threads, one for each worker; "
                          "threads too many or too few",
                          at_once),
              ran, std::abs(static_cast<int>(threads.size()) - at_once),
              "threads")),
      tandem::judge_if(
          seen.decided && at_once >= 2,
          seen.decided ? "one worker has nobody to overlap with" : not_decided,
          tandem::at_least("jobs_overlap",
                           "while some jobs run, others have begun already; "
                           "most at once",
                           {static_cast<double>(seen.most_at_once), "jobs"},
                           at_once)),
      tandem::invariant("results_in_order",
                        "results keep the order of the jobs; results missing "
                        "or out of place",
                        ran, misplaced, "results"),
  };
}

std::vector<tandem::claim> claims(const evidence& seen) {
  auto all = claims(seen.run, seen.caller.process);
  all.push_back(tandem::judge_if(
      seen.usable_cpus >= 2, "it needs two CPUs, here: " + seen.cpus,
      tandem::judge_if(
          seen.workers >= 2, "it needs two workers",
          tandem::exists("cpu_exceeds_wall",
                         "several CPUs compute side by side; CPU / wall",
                         more_than_one_cpu, "CPU/wall", seen.tries))));
  return all;
}

}  // namespace threads
