#include "experiment.hpp"

#include <algorithm>
#include <utility>

#include "common/timing/work.hpp"
#include "common/workers/cpu_count.hpp"
#include "runner.hpp"

namespace backends {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using tandem::doing;
using orders = std::vector<order>;

constexpr int jobs = 12;  // that compute, or wait

orders make_orders(int count, std::int64_t amount) {
  orders all;
  for (int i = 0; i < count; ++i) {  // the amounts differ, so the results do
    all.push_back({static_cast<std::uint64_t>(i), amount + i});
  }
  return all;
}

std::int64_t steps_in(milliseconds span) {
  return span.count() * tandem::steps_per_millisecond();
}

void count_differing(evidence& seen) {
  const auto& loop = seen.by(way::loop);
  for (const auto& by : seen.ways) {
    for (const auto kind :
         {&way_seen::compute, &way_seen::wait, &way_seen::tiny}) {
      const auto& right = (loop.*kind).notes;
      const auto& notes = (by.*kind).notes;
      seen.results += std::ssize(notes);
      for (std::size_t i = 0; i < right.size(); ++i) {
        seen.differing += notes.at(i).result == right[i].result ? 0 : 1;
      }
    }
  }
}

/// Whether two tasks can be in their midst at once: certain, and no luck.
meeting_seen let_two_meet(runner by, bool lets_go) {
  by.workers = 2;
  meeting_places places;
  const auto met =
      by.run<meet_in_the_midst>(std::vector<bool>{lets_go, lets_go}, &places);
  return {.most_at_once = std::ranges::count(met, true) > 0 ? 2 : 1,
          .known = places.outside.decided() && places.inside.decided()};
}

/// Tries to see more than one CPU compute.
std::vector<tandem::attempt> try_cpus(const runner& by, double usable,
                                      milliseconds span) {
  const auto told = make_orders(jobs, steps_in(span));
  return tandem::try_until_decided(tandem::more_than_one_cpu, [&] {
    const auto again = by.timed<compute>(doing::running, told);
    auto seen = tandem::cpus_used(again.cpu(), again.span(),
                                  again.who_worked.cpu_wanted(usable));
    if (!tandem::within(seen.value, tandem::more_than_one_cpu) &&
        again.stagger() > again.span() / 5) {
      seen.fair = false;
      seen.note = "workers were slow to come";
    }
    return seen;
  });
}

}  // namespace

evidence measure(tandem::global_lock* lock, int workers, tandem::scale size) {
  const bool quick = size == tandem::scale::quick;
  const bool full = size == tandem::scale::full;
  const milliseconds span{quick ? 2 : full ? 100 : 15};
  const auto computing = make_orders(jobs, steps_in(span));
  const auto waiting = make_orders(jobs, nanoseconds{span}.count());
  const auto tinies = make_orders(quick ? 200 : full ? 20'000 : 2'000, 0);
  const auto one_each = make_orders(workers, 0);
  const auto cpus = tandem::count_cpus();
  const auto ways = all_ways(lock, workers);

  evidence seen{.workers = workers,
                .usable_cpus = cpus.usable(),
                .machine = cpus.describe()};
  for (const auto& by : ways) {
    seen.ways.push_back(
        {.name = by.name,
         .first_call = by.timed<tiny>(doing::nothing, one_each).wall,
         .next_call = by.timed<tiny>(doing::nothing, one_each).wall,
         .compute = by.timed<compute>(doing::running, computing),
         .wait = by.timed<wait>(doing::blocked, waiting),
         .tiny = by.timed<tiny>(doing::nothing, tinies)});
  }
  count_differing(seen);
  if (workers >= 2) {
    const auto& locked = ways.at(place_of(way::locked));
    seen.computing_meet = let_two_meet(locked, false);
    seen.waiting_meet = let_two_meet(locked, true);
  }
  if (seen.can_use_two()) {
    const auto tries = [&](way which) {
      return try_cpus(ways.at(place_of(which)), seen.usable_cpus,
                      milliseconds{quick ? 2 : 4});
    };
    seen.multiprocessing_cpus = tries(way::multiprocessing);
    seen.loky_cpus = tries(way::loky);
  }
  if (full) {
    seen.notebook = run_forty_thousand(lock);
  }
  return seen;
}

}  // namespace backends
