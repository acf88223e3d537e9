#include "experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
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
    const int worker = workers.number_of_this_thread();
    auto& where = seen.places[static_cast<std::size_t>(i)];
    where = this_place();
    where.number = worker;
    if (i < first_ones) {
      start.change([&] { ++there; });
      if (start.wait_until([&] { return there == first_ones; }) ==
          tandem::passage::undecided) {
        undecided = true;
      }
    }
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
    seen.tries = tandem::try_until_decided(tandem::more_than_one_cpu, [&] {
      const auto again = run_twelve(run, workers, brief);
      return tandem::cpus_used(again.time.self.total(), again.time.wall,
                               again.could_compute);
    });
  }
  return seen;
}

}  // namespace threads
