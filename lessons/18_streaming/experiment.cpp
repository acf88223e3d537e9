#include "experiment.hpp"

#include <algorithm>
#include <ranges>

#include "bookkeeping.hpp"
#include "common/workers/parallel.hpp"

namespace streaming {
namespace {

using std::chrono::steady_clock;
using tandem::delayed;
using tandem::parallel;
using tandem::parallel_options;

/// The task.
item twice(const item& input) { return item{2 * input.value()}; }

/// The numbers from 0 on, each made when it is drawn.
auto made_when_drawn(std::int64_t count, gauge& counted) {
  return std::views::iota(std::int64_t{0}, count) |
         std::views::transform([&](auto i) { return counted.draw(i); });
}

one_run as_vector(parallel_options options, std::int64_t inputs) {
  auto run = prepared("vector", options, inputs);
  run.may_live = 0;  // all results are kept
  gauge counted;
  options.on_progress = [&](const tandem::schedule_counts& now) {
    counted.finished(static_cast<std::int64_t>(now.done));
  };
  item::forget_most();
  const auto begin = steady_clock::now();
  for (const auto& result :
       parallel{options}(made_when_drawn(inputs, counted) | delayed<twice>)) {
    note(result, run);
  }
  conclude(run, counted, begin);
  return run;
}

one_run as_generator(const parallel_options& options, std::int64_t inputs) {
  auto run = prepared("generator", options, inputs);
  gauge counted;
  const bool everything = options.pre_dispatch.get() == "all";
  const bool reader_is_worker = tandem::plan(options).how.workers == 1;
  const auto soon = std::min<std::int64_t>(10'000, inputs / 10);
  const auto pause = [&] {
    if (!reader_is_worker) {  // the others go on, until they may not
      // Batches are drawn whole.
      const auto ahead =
          everything ? inputs : run.limit / run.batch * run.batch;
      counted.wait_for(std::min(inputs, run.results + ahead));
    }
    run.moments.push_back(
        {run.results, counted.drawn(), item::living(), memory_kb()});
  };
  item::forget_most();
  const auto begin = steady_clock::now();
  auto results = parallel{options}.generator(made_when_drawn(inputs, counted) |
                                             delayed<twice>);
  pause();
  counted.finished(1);  // from here on the reader waits for it
  for (const auto& result : results) {
    note(result, run);
    if (run.results == soon || run.results == inputs / 2) {
      pause();
    }
    counted.finished(run.results + 1);
  }
  pause();
  conclude(run, counted, begin);
  return run;
}

}  // namespace

evidence measure(const std::string& pre_dispatch, int workers,
                 tandem::scale size) {
  constexpr std::int64_t most_at_once = 200'000;  // all of them in memory
  const auto by_size = [&](std::int64_t quick, std::int64_t normal) {
    const auto inputs = size == tandem::scale::quick    ? quick
                        : size == tandem::scale::normal ? normal
                                                        : 10'000'000;
    return pre_dispatch == "all" ? std::min(inputs, most_at_once) : inputs;
  };
  const int batch = size == tandem::scale::quick ? 100 : 1'000;
  evidence seen;
  seen.workers = workers;
  const auto add = [&](one_run run, const char* backend) {
    run.backend = backend;
    seen.runs.push_back(std::move(run));
  };
  for (const auto* backend : {"threading", "loky"}) {
    parallel_options options{.n_jobs = workers,
                             .backend = backend,
                             .batch_size = 1,
                             .pre_dispatch = pre_dispatch};
    const std::int64_t few = std::max(500, 50 * workers);
    add(as_vector(options, few), backend);
    add(as_generator(options, few), backend);
    options.batch_size = batch;
    const bool cheap = options.backend.get()->shares_memory();
    add(as_generator(options, by_size(5'000, cheap ? 1'000'000 : 200'000)),
        backend);
  }
  seen.all = as_generator({.n_jobs = workers,
                           .backend = "threading",
                           .batch_size = batch,
                           .pre_dispatch = "all"},
                          std::min(by_size(5'000, most_at_once), most_at_once));
  seen.all.backend = "threading";
  return seen;
}

}  // namespace streaming
