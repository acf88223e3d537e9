#include "experiment.hpp"

#include "common/workers/cpu_count.hpp"
#include "common/workers/pool.hpp"
#include "common/workers/thread_pool.hpp"
#include "runs.hpp"

namespace pool_map {
namespace {

tandem::attempt cpus_of(const one_run& run, double usable) {
  return tandem::cpus_used(run.cpu(), run.span(),
                           run.who_worked.cpu_wanted(usable));
}

/// One try at seeing the pool's jobs use two CPUs; `threads` have no lock.
tandem::attempt judge(const one_run& run, tandem::worker_pool& threads,
                      const evidence& seen) {
  auto tried = cpus_of(run, seen.usable_cpus);
  if (!tried.fair || tandem::within(tried.value, tandem::more_than_one_cpu)) {
    return tried;
  }
  // A worker that came late says nothing of a lock; and threads that nothing
  // holds up show whether there are two CPUs to be had.
  const bool late =
      run.most_at_once() >= 2 && run.stagger(seen.workers) > run.span() / 5;
  const auto control = cpus_of(run_map(threads, seen.ranges), seen.usable_cpus);
  if (late || !tandem::within(control.value, tandem::more_than_one_cpu)) {
    return {tried.value, false,
            late ? "workers were slow to come"
                 : "threads without a lock got no two CPUs either"};
  }
  return tried;
}

evidence measure_on(tandem::worker_pool& workers, const char* pool_name,
                    tandem::scale size) {
  constexpr std::size_t jobs = 64;
  const std::uint64_t length = size == tandem::scale::quick    ? 1'000'000
                               : size == tandem::scale::normal ? 2'000'000
                                                               : 10'000'000;
  const auto cpus = tandem::count_cpus();
  evidence seen{.workers = workers.workers(),
                .usable_cpus = cpus.usable(),
                .machine = cpus.describe(),
                .is_full = size == tandem::scale::full};
  for (std::size_t i = 0; i < jobs; ++i) {  // no two are alike
    seen.ranges.push_back(length + i);
  }
  tandem::global_lock lock;
  tandem::thread_pool locked{{.workers = seen.workers, .lock = &lock}};
  tandem::thread_pool unlocked{seen.workers};
  const std::vector<std::uint64_t> nothing(jobs, 0);
  run_map(workers, nothing);  // what only the first call pays
  run_map(locked, nothing);
  run_map(unlocked, nothing);

  const auto& told = seen.ranges;
  auto in_pool = run_map(workers, told);
  if (seen.can_use_two()) {
    seen.pool_cpus = tandem::try_until_decided(tandem::more_than_one_cpu, [&] {
      in_pool = run_map(workers, told);
      return judge(in_pool, unlocked, seen);
    });
  }
  const std::string name = pool_name;
  seen.ways = {{"plain loop", run_loop(told)},
               {name, std::move(in_pool)},
               {"threads, one lock", run_map(locked, told)},
               {"threads, no lock", run_map(unlocked, told)},
               {name + ", chunks of 1", run_map(workers, told, 1)},
               {name + ", one chunk", run_map(workers, told, jobs)}};
  return seen;
}

}  // namespace

std::size_t evidence::default_chunk() const {
  const auto chunks = 4 * static_cast<std::size_t>(workers);
  return (ranges.size() + chunks - 1) / chunks;
}

evidence measure(made_of pool_is, int workers, tandem::scale size) {
  if (pool_is == made_of::processes) {
    tandem::pool processes{workers};
    return measure_on(processes, "pool", size);
  }
  tandem::global_lock lock;
  tandem::thread_pool threads{{.workers = workers, .lock = &lock}};
  return measure_on(threads, "no pool", size);
}

}  // namespace pool_map
