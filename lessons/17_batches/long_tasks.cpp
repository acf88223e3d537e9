// Tasks that are long enough to be seen, and who worked at them.
#include "long_tasks.hpp"

#include <unistd.h>

#include <set>
#include <utility>

#include "common/timing/work.hpp"
#include "common/workers/parallel.hpp"

namespace batches {
namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;

std::int64_t now() { return steady_clock::now().time_since_epoch().count(); }

/// The task.
note compute(std::int64_t span) {
  note seen{.process = getpid(), .begin = now()};
  tandem::burn_cpu(nanoseconds{span});
  seen.end = now();
  return seen;
}

}  // namespace

std::size_t long_run::workers() const {
  std::set<pid_t> all;
  for (const auto& task : notes) {
    all.insert(task.process);
  }
  return all.size();
}

long_run run_long(const std::vector<nanoseconds>& spans, int workers,
                  std::optional<int> batch) {
  std::vector<std::int64_t> inputs;
  inputs.reserve(spans.size());
  for (const auto span : spans) {
    inputs.push_back(span.count());
  }
  long_run seen;
  seen.who_worked = tandem::timeline{workers};
  const auto begin = steady_clock::now();
  std::size_t done = 0;
  const auto watch = [&](const tandem::schedule_counts& counted) {
    if (seen.sizes.empty()) {
      seen.first_result = steady_clock::now() - begin;
    }
    seen.dispatches = counted.batches;
    if (counted.done > done) {  // else others have taken all of it over
      seen.sizes.push_back(counted.done - done);
    }
    done = counted.done;
  };
  tandem::parallel_options how{
      .n_jobs = workers, .backend = "loky", .on_progress = watch};
  if (batch) {
    how.batch_size = *batch;
  }
  seen.notes = tandem::parallel{how}(inputs | tandem::delayed<compute>);
  seen.wall = steady_clock::now() - begin;
  std::vector<tandem::noted_span> noted;
  noted.reserve(seen.notes.size());
  for (const auto& task : seen.notes) {
    noted.push_back({task.process, task.begin, task.end});
  }
  tandem::note_spans(seen.who_worked, tandem::doing::running, std::move(noted));
  return seen;
}

}  // namespace batches
