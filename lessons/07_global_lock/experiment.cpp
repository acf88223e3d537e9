#include "experiment.hpp"

#include <algorithm>
#include <atomic>

#include "common/locking/occupancy.hpp"
#include "common/locking/rendezvous.hpp"
#include "common/timing/clock_reader.hpp"
#include "common/timing/work.hpp"
#include "common/workers/cpu_count.hpp"
#include "common/workers/run_jobs.hpp"

namespace global_lock {
namespace {

using std::chrono::nanoseconds;
using tandem::doing;

/// One after the other: no threads, no lock.
run serially(std::int64_t steps) {
  run seen;
  tandem::stopwatch watch;
  watch.start();
  for (std::size_t job = 0; job < jobs; ++job) {
    tandem::work(steps);
  }
  seen.time = watch.elapsed();
  seen.jobs_cpu = seen.time.self.total();
  return seen;
}

/// What else a job does, before it asks for its turn and during it.
using hook = std::function<void(std::size_t job)>;
void nothing(std::size_t) {}

/// On threads: each job waits for its turn, then computes.
run on_threads(const guard& hold, int workers, std::int64_t steps,
               const hook& outside, const hook& inside) {
  run seen;
  seen.timeline = tandem::timeline{workers};
  tandem::occupancy room;
  std::atomic<std::int64_t> jobs_cpu{0};
  const auto thread_cpu = tandem::system_clocks().thread_cpu.now;
  tandem::stopwatch watch;
  watch.start();
  tandem::run_each(jobs, workers, [&](std::size_t job, int worker) {
    outside(job);
    seen.timeline.note(worker, doing::waiting);
    hold([&] {
      room.enter();
      inside(job);
      seen.timeline.note(worker, doing::running);
      const auto begin = thread_cpu();
      tandem::work(steps);
      jobs_cpu += (thread_cpu() - begin).count();
      seen.timeline.note(worker, doing::nothing);
      room.leave();
    });
  });
  seen.time = watch.elapsed();
  seen.jobs_cpu = nanoseconds{jobs_cpu};
  seen.most_inside = room.most();
  return seen;
}

/// Guarded. All threads wait for each other outside, so all are there; and two
/// of them wait for each other inside.
void run_guarded(evidence& seen, const guard& hold, std::int64_t steps) {
  const auto first_jobs = static_cast<std::size_t>(
      std::clamp(seen.workers, 1, static_cast<int>(jobs)));
  if (first_jobs == 1) {  // nobody to meet
    seen.guarded = on_threads(hold, 1, steps, nothing, nothing);
    seen.alive = 1;
    return;
  }
  tandem::rendezvous all{static_cast<int>(first_jobs)};
  tandem::rendezvous two{2};
  std::atomic<int> alive{0};
  std::atomic<int> met_inside{0};
  seen.guarded = on_threads(
      hold, seen.workers, steps,
      [&](std::size_t job) {
        if (job < first_jobs) {
          alive += all.meet() ? 1 : 0;
        }
        if (job < 2) {
          two.announce();
        }
      },
      [&](std::size_t job) {
        if (job < 2) {
          met_inside += two.meet() ? 1 : 0;
        }
      });
  seen.alive = alive;
  seen.met_inside = met_inside;
  seen.decided = all.decided() && two.decided();
}

}  // namespace

void hold_nothing(const action& inside) { inside(); }

evidence measure(const guard& hold, int workers, tandem::scale size) {
  const auto brief = 4 * tandem::steps_per_millisecond();
  const auto steps = brief * (size == tandem::scale::quick    ? 1
                              : size == tandem::scale::normal ? 5
                                                              : 100);
  evidence seen;
  const auto cpus = tandem::count_cpus();
  seen.workers = workers;
  seen.usable_cpus = cpus.usable();
  seen.machine = cpus.describe();
  seen.serial = serially(steps);
  seen.unlocked = on_threads(hold_nothing, workers, steps, nothing, nothing);
  if (seen.can_use_two()) {
    seen.unlocked_cpus =
        tandem::try_until_decided(tandem::more_than_one_cpu, [&] {
          const auto again =
              on_threads(hold_nothing, workers, brief, nothing, nothing);
          return tandem::cpus_used(again.time.self.total(), again.time.wall,
                                   again.timeline.cpu_wanted(seen.usable_cpus));
        });
  }
  run_guarded(seen, hold, steps);
  return seen;
}

}  // namespace global_lock
