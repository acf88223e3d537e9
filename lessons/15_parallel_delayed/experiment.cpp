#include "experiment.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <numeric>
#include <thread>

#include "common/timing/span.hpp"
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

tandem::timeline drawn(tandem::timeline lanes, const std::vector<note>& notes) {
  std::map<pid_t, int> lane_of;
  for (const auto& call : notes) {  // those of one worker are in order
    const auto at = [](std::int64_t moment) {
      return steady_clock::time_point{nanoseconds{moment}};
    };
    const auto next = static_cast<int>(lane_of.size());
    const auto lane = lane_of.try_emplace(call.thread, next).first->second;
    if (lane < lanes.workers()) {  // one that replaced a dead one is not drawn
      lanes.note(lane, tandem::doing::blocked, at(call.begin));
      lanes.note(lane, tandem::doing::nothing, at(call.end));
    }
  }
  return lanes;
}

/// The five sleeps, by whatever runs calls.
template <class Run>
one_run timed(int workers, const Run& run) {
  const tandem::timeline lanes{workers};
  one_run seen;
  const auto begin = steady_clock::now();
  seen.notes = run();
  seen.wall = steady_clock::now() - begin;
  seen.who_slept = drawn(lanes, seen.notes);
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

int one_run::went_to_who_was_free(int workers) const {
  std::map<pid_t, std::int64_t> free_since;
  int as_it_should = 0;
  for (const auto& call : notes) {
    // Who has not slept yet was free from the beginning.
    const auto its = free_since.find(call.thread);
    const bool is_new = its == free_since.end();
    const bool others_are_new = static_cast<int>(free_since.size()) < workers;
    const bool was_first =
        is_new ? others_are_new
               : !others_are_new &&
                     std::ranges::all_of(free_since, [&](const auto& other) {
                       return its->second <= other.second;
                     });
    if (!was_first) {
      return as_it_should;
    }
    ++as_it_should;
    free_since[call.thread] = call.end;
  }
  return as_it_should;
}

std::string one_run::disturbance() const {
  // Ends are one shortest sleep apart, or more: this cannot confuse them.
  const auto most_idle = notes.front().span / 4;
  std::map<pid_t, std::int64_t> free_since;
  auto first = notes.front().begin;
  for (const auto& call : notes) {
    first = std::min(first, call.begin);
  }
  for (const auto& call : notes) {
    if (call.end - call.begin > call.span + call.span / 10) {
      return "a sleep woke more than 10 % late";
    }
    const auto since = free_since.try_emplace(call.thread, first);
    if (call.begin - since.first->second > most_idle) {
      return "a free worker had to wait for the CPU";
    }
    since.first->second = call.end;
  }
  return "";
}

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
