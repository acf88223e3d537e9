#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <utility>
#include <vector>

#include "common/workers/parallel.hpp"
#include "one_run.hpp"

namespace backends {

/// A way to run tasks: a plain loop, or a backend.
struct runner {
  const char* name;
  tandem::backend_choice backend;
  tandem::global_lock* lock;  ///< that its tasks hold, if any
  int workers;

  /// Calls `task` for each; calls are handed over one at a time.
  template <auto task, class Told>
  auto run(const std::vector<Told>& told, meeting_places* at = nullptr) const {
    const task_surroundings around{lock, at};
    if (backend.get()) {
      return tandem::parallel{{.n_jobs = workers,
                               .backend = backend,
                               .batch_size = 1}}(told | tandem::delayed<task>);
    }
    std::vector<tandem::result_of<task>> results;
    std::ranges::transform(told, std::back_inserter(results), task);
    return results;
  }

  template <auto task>
  [[nodiscard]] one_run timed(tandem::doing what,
                              const std::vector<order>& told) const {
    tandem::timeline lanes{workers};
    const auto begin = std::chrono::steady_clock::now();
    auto notes = run<task>(told);
    const auto wall = std::chrono::steady_clock::now() - begin;
    return make_run(what, std::move(notes), wall, std::move(lanes));
  }
};

/// All ways, in the order of `way`.
std::array<runner, 6> all_ways(tandem::global_lock* lock, int workers);

}  // namespace backends
