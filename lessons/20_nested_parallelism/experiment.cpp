#include "experiment.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include "board.hpp"
#include "common/timing/work.hpp"
#include "common/workers/cpu_count.hpp"
#include "common/workers/meeting.hpp"
#include "common/workers/parallel.hpp"
#include "common/workers/shared_memory.hpp"

namespace nested_parallelism {
namespace {

using std::chrono::steady_clock;
using tandem::delayed;
using tandem::parallel;

nested_run run_nested(std::optional<int> cap, int lanes, const order& told) {
  const tandem::parallel_config scope{{.inner_max_num_threads = cap}};
  const parallel outer{
      {.n_jobs = told.workers, .backend = "loky", .batch_size = 1}};
  nested_run seen{.cap = cap, .who_computed = tandem::timeline{lanes, 64}};
  const auto begin = steady_clock::now();
  seen.tasks = outer(std::vector(static_cast<std::size_t>(told.workers), told) |
                     delayed<call_in_parallel>);
  seen.wall = steady_clock::now() - begin;
  std::vector<tandem::noted_span> spans;
  for (const auto& task : seen.tasks) {
    for (const auto& job : task.jobs) {
      spans.push_back({job.thread, job.begin, job.end});
    }
  }
  tandem::note_spans(seen.who_computed, tandem::doing::running,
                     std::move(spans));
  return seen;
}

}  // namespace

int all_cpus() { return std::max(tandem::count_cpus().workers(), 2); }

evidence measure(std::optional<int> cap, int workers, tandem::scale size) {
  const int span_ms = size == tandem::scale::quick    ? 4
                      : size == tandem::scale::normal ? 20
                                                      : 200;
  evidence seen;
  for (const auto* backend : {"loky", "multiprocessing", "threading"}) {
    seen.levels.push_back(look_down(backend));
  }
  seen.workers = workers;
  seen.usable_cpus = tandem::count_cpus().workers();
  seen.asked = all_cpus();
  order told{.workers = workers,
             .asked = seen.asked,
             .steps = span_ms * tandem::steps_per_millisecond()};
  const auto run = [&](std::optional<int> limit) {
    const tandem::shared_array<tandem::meeting> board{1};
    told.board = name_of(board.memory());
    const int each = std::min(limit.value_or(seen.share()), seen.asked);
    return run_nested(limit, workers * each, told);
  };
  // Once for nothing: then the workers are there. joblib keeps them, too.
  parallel{{.n_jobs = workers}}(std::views::iota(0, workers) |
                                delayed<tandem::work>);
  seen.capped = run(cap);
  seen.uncapped = run(seen.asked);
  const auto right = tandem::work(told.steps);
  for (const auto* one : {&seen.capped, &seen.uncapped}) {
    for (const auto& task : one->tasks) {
      for (int job = 0; job < 2 * seen.asked; ++job) {
        const auto& its = task.jobs.at(static_cast<std::size_t>(job));
        ++seen.results;
        seen.wrong_results += its.job != job || its.result != right ? 1 : 0;
      }
    }
  }
  return seen;
}

}  // namespace nested_parallelism
