#include "runs.hpp"

#include <unistd.h>

#include <chrono>
#include <ranges>

namespace pool_map {

using std::chrono::steady_clock;

one_run run_loop(const std::vector<std::uint64_t>& told) {
  one_run seen;
  const auto begin = steady_clock::now();
  for (const auto n : told) {
    seen.notes.push_back(sum_of_range(n));
  }
  seen.wall = steady_clock::now() - begin;
  draw_jobs(seen);
  return seen;
}

one_run run_map(tandem::worker_pool& workers,
                const std::vector<std::uint64_t>& told,
                std::optional<std::size_t> chunk) {
  one_run seen{.draws = std::vector<drawn>(told.size()),
               .chunk = chunk.value_or(0),
               .who_worked = tandem::timeline{workers.workers()}};
  // The input is read when a worker is to get a chunk of it: so it can say who
  // took which item, and when.
  const auto items = std::views::iota(std::size_t{0}, told.size()) |
                     std::views::transform([&](std::size_t i) {
                       seen.draws[i] = {.by = gettid(), .at = now()};
                       return told[i];
                     });
  const auto begin = steady_clock::now();
  seen.notes = workers.map<sum_of_range>(items, chunk);
  seen.wall = steady_clock::now() - begin;
  draw_jobs(seen);
  return seen;
}

}  // namespace pool_map
