#include "experiment.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

#include "common/workers/parallel.hpp"

namespace parallel_delayed {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::steady_clock;
using tandem::delayed;
using tandem::parallel;

std::int64_t now() { return steady_clock::now().time_since_epoch().count(); }

std::atomic<int> calls_here{0};

/// The task.
note sleep_for(std::int64_t span) {
  ++calls_here;
  note seen{.span = span, .thread = gettid(), .begin = now()};
  std::this_thread::sleep_for(nanoseconds{span});
  seen.end = now();
  return seen;
}

/// The five sleeps, by whatever runs calls.
template <class Run>
one_run timed(int workers, const Run& run) {
  one_run seen;
  seen.who_slept = tandem::timeline{workers};
  const auto begin = steady_clock::now();
  seen.notes = run();
  seen.wall = steady_clock::now() - begin;
  draw_sleeps(seen);
  return seen;
}

backend_runs run_on(const char* backend, int n_jobs, int workers,
                    const std::vector<std::int64_t>& spans) {
  const parallel call{{.n_jobs = n_jobs, .backend = backend, .batch_size = 1}};
  // Workers that are there already: joblib keeps them from call to call, too.
  call(std::vector<std::int64_t>(spans.size(), 0) | delayed<sleep_for>);
  const auto sum = std::accumulate(spans.begin(), spans.end(), 0.0);
  backend_runs seen;
  seen.name = backend;
  const auto all = static_cast<double>(spans.size());
  tandem::try_until_decided({tandem::relation::at_least, all}, [&] {
    seen.shown =
        timed(workers, [&] { return call(spans | delayed<sleep_for>); });
    const auto why_unfair = seen.shown.disturbance();
    const auto note = [&](std::vector<tandem::attempt>& tries, double value) {
      tries.push_back({value, why_unfair.empty(), why_unfair});
      return tries.back();
    };
    note(seen.wall_of_sum, static_cast<double>(seen.shown.wall.count()) / sum);
    return note(seen.to_who_is_free, seen.shown.went_to_who_was_free(workers));
  });
  return seen;
}

}  // namespace

nanoseconds evidence::sum() const {
  return std::accumulate(sleeps.begin(), sleeps.end(), nanoseconds{0});
}

evidence measure(int n_jobs, int workers, tandem::scale size) {
  const nanoseconds shortest =
      milliseconds{size == tandem::scale::quick    ? 4
                   : size == tandem::scale::normal ? 25
                                                   : 500};
  evidence seen;
  seen.workers = workers;
  std::vector<std::int64_t> spans;
  for (int i = 1; i <= 5; ++i) {
    seen.sleeps.push_back(i * shortest);
    spans.push_back(seen.sleeps.back().count());
  }

  const int before = calls_here;
  const auto calls =
      std::vector{delayed<sleep_for>(spans[0]), delayed<sleep_for>(spans[1])};
  seen.calls_made = static_cast<int>(calls.size());
  seen.delayed_ran = calls_here - before;

  seen.in_turn = timed(workers, [&] {
    std::vector<note> notes;
    notes.reserve(spans.size());
    for (const auto span : spans) {
      notes.push_back(sleep_for(span));
    }
    return notes;
  });
  seen.parallel = {run_on("loky", n_jobs, workers, spans),
                   run_on("threading", n_jobs, workers, spans)};
  for (const auto& one : seen.parallel) {
    for (std::size_t i = 0; i < spans.size(); ++i) {
      ++seen.results;
      seen.misplaced += one.shown.notes.at(i).span == spans[i] ? 0 : 1;
    }
  }
  return seen;
}

}  // namespace parallel_delayed
