#include "experiment.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "common/locking/occupancy.hpp"
#include "common/locking/rendezvous.hpp"
#include "common/timing/stopwatch.hpp"
#include "common/timing/work.hpp"
#include "common/workers/cpu_count.hpp"
#include "common/workers/run_jobs.hpp"

namespace releasing_the_lock {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using tandem::doing;

constexpr int jobs = 12;
/// A job begins and ends with Python code, which needs the lock: this part of
/// what its heart takes, each time.
constexpr int python_code_part = 20;

/// What the threads do in the heart of a job, and for how long.
struct heart {
  std::string name;
  doing what;
  nanoseconds span;
  void (*run)(nanoseconds span);
};

void sleep_for(nanoseconds span) { std::this_thread::sleep_for(span); }

/// Twelve such jobs. Who holds the lock runs Python code; `around` says what
/// becomes of the lock for the heart of the job.
case_seen run_twelve(const heart& job, const run_function& around,
                     int workers) {
  case_seen seen{.name = job.name,
                 .what = job.what,
                 .asked = jobs * job.span,
                 .who_did_what = tandem::timeline{workers}};
  tandem::global_lock lock;
  tandem::stopwatch watch;
  watch.start();
  tandem::run_each(jobs, workers, [&](std::size_t, int worker) {
    const auto now = [&](doing what) { seen.who_did_what.note(worker, what); };
    now(doing::waiting);
    const std::lock_guard hold{lock};
    now(doing::running);
    tandem::burn_cpu(job.span / python_code_part);
    around(lock, [&] {
      now(job.what);
      job.run(job.span);
      now(doing::waiting);
    });
    now(doing::running);
    tandem::burn_cpu(job.span / python_code_part);
    now(doing::nothing);
  });
  watch.stop();
  seen.wall = watch.elapsed().wall;
  seen.cpu = watch.elapsed().self.total();
  return seen;
}

/// Two threads, each of which waits in the heart of its job for the other: so
/// whether they can be there at once is certain, and no matter of luck.
void let_two_meet(const run_function& around, case_seen& seen) {
  tandem::global_lock lock;
  tandem::rendezvous place;
  tandem::occupancy there;
  tandem::run_each(2, 2, [&](std::size_t, int) {
    place.announce();
    const std::lock_guard hold{lock};
    around(lock, [&] {
      there.enter();
      place.meet();
      there.leave();
    });
  });
  seen.most_met = there.most();
  seen.met_is_known = place.decided();
}

case_seen observe(const heart& job, const run_function& around, int workers) {
  auto seen = run_twelve(job, around, workers);
  let_two_meet(around, seen);
  return seen;
}

}  // namespace

void let_go(tandem::global_lock& lock, const std::function<void()>& action) {
  const tandem::scoped_release released{lock};
  action();
}

void keep(tandem::global_lock& /*lock*/, const std::function<void()>& action) {
  action();
}

case_seen measure_sleeps(const run_function& around_sleep, int workers,
                         tandem::scale size) {
  const milliseconds span{size == tandem::scale::quick    ? 4
                          : size == tandem::scale::normal ? 40
                                                          : 500};
  return observe({"sleep", doing::blocked, span, sleep_for}, around_sleep,
                 workers);
}

evidence measure(const run_function& around_sleep, int workers,
                 tandem::scale size) {
  const milliseconds span{size == tandem::scale::quick    ? 3
                          : size == tandem::scale::normal ? 20
                                                          : 500};
  const heart kept{"compute, keep", doing::running, span, tandem::burn_cpu};
  heart let_go_of{"compute, let go", doing::running, span, tandem::burn_cpu};
  evidence seen;
  seen.workers = std::min(workers, jobs);
  const auto cpus = tandem::count_cpus();
  seen.usable_cpus = cpus.usable();
  seen.machine = cpus.describe();
  seen.sleeps = measure_sleeps(around_sleep, seen.workers, size);
  seen.held_work = observe(kept, keep, seen.workers);
  seen.private_work = observe(let_go_of, let_go, seen.workers);
  if (seen.can_use_two()) {
    let_go_of.span = std::min(span, milliseconds{5});  // it may take many tries
    seen.cpus = tandem::try_until_decided(tandem::more_than_one_cpu, [&] {
      const auto run = run_twelve(let_go_of, let_go, seen.workers);
      return tandem::cpus_used(run.cpu, run.wall,
                               run.who_did_what.cpu_wanted(seen.usable_cpus));
    });
  }
  return seen;
}

}  // namespace releasing_the_lock
