#include "experiment.hpp"

#include <utility>

#include "common/locking/global_lock.hpp"
#include "common/workers/backend.hpp"
#include "common/workers/cpu_count.hpp"
#include "common/workers/parallel_options.hpp"
#include "digits.hpp"

namespace profile_a_real_job {
namespace {

/// How many neighbours are tried: every other number, since with two digits as
/// frequent, chance decides.
std::vector<int> ks_up_to(int most) {
  std::vector<int> all;
  for (int k = 1; k <= most; k += 2) {
    all.push_back(k);
  }
  return all;
}

/// How the job is run. Nothing in the job itself says so.
struct way_to_run {
  std::string name;
  tandem::backend_choice backend;
  int workers;

  [[nodiscard]] job_run run(const std::vector<int>& ks, scored_on which) const {
    const tandem::parallel_config chosen_outside{
        {.backend = backend, .n_jobs = workers}};
    return select_model(digits_file(), ks, which);
  }
  /// One for each worker, and for the caller, where that is none of them.
  [[nodiscard]] int lanes() const {
    return workers + (backend.get()->shares_memory() ? 0 : 1);
  }
};

way_seen profiled(const way_to_run& by, const std::vector<int>& ks,
                  scored_on which) {
  way_seen seen{.name = by.name, .workers = by.workers};
  seen.who_worked = tandem::timeline{by.lanes()};
  tandem::stopwatch watch;
  watch.start();
  seen.job = by.run(ks, which);
  tandem::let_workers_go();  // their CPU time counts when they have ended
  watch.stop();
  seen.used = watch.elapsed();
  std::vector<tandem::noted_span> spans;
  spans.reserve(seen.job.phases.size());
  for (const auto& one : seen.job.phases) {
    spans.push_back({one.thread, one.begin, one.end});
  }
  tandem::note_spans(seen.who_worked, tandem::doing::running, std::move(spans));
  return seen;
}

/// Tries to see tasks use more than one CPU, on workers that are there already.
std::vector<tandem::attempt> try_cpus(const way_to_run& by, scored_on which,
                                      double usable_cpus) {
  return tandem::try_until_decided(tandem::more_than_one_cpu, [&] {
    tandem::timeline lanes{by.lanes()};
    const auto tasks = tasks_of(by.run(ks_up_to(5), which));
    tandem::note_spans(lanes, tandem::doing::running, tasks.spans);
    auto used =
        tandem::cpus_used(tasks.cpu, tasks.span, lanes.cpu_wanted(usable_cpus));
    if (!tandem::within(used.value, tandem::more_than_one_cpu) &&
        tasks.stagger > tasks.span / 5) {
      used.fair = false;
      used.note = "workers were slow to come";
    }
    return used;
  });
}

}  // namespace

evidence measure(scored_on which, int workers, tandem::scale size) {
  const auto ks = ks_up_to(size == tandem::scale::quick    ? 5
                           : size == tandem::scale::normal ? 29
                                                           : 99);
  const auto cpus = tandem::count_cpus();
  tandem::global_lock lock;
  const way_to_run threading{"threading", "threading", workers};
  const way_to_run loky{"loky", "loky", workers};

  evidence seen{.workers = workers,
                .usable_cpus = cpus.usable(),
                .machine = cpus.describe()};
  for (const auto& by :
       {way_to_run{"plain loop", "sequential", 1}, threading,
        way_to_run{"one lock", tandem::threading_backend(lock), workers},
        loky}) {
    seen.ways.push_back(profiled(by, ks, which));
  }
  if (seen.can_use_two()) {
    seen.threading_cpus = try_cpus(threading, which, seen.usable_cpus);
    seen.loky_cpus = try_cpus(loky, which, seen.usable_cpus);
  }
  return seen;
}

}  // namespace profile_a_real_job
