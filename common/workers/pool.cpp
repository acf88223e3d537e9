#include "common/workers/pool.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "common/workers/cpu_count.hpp"
#include "common/workers/parallel_options.hpp"
#include "common/workers/process_crew.hpp"

namespace tandem {
namespace {

pool_options options_for(int workers, start_method start) {
  if (workers < 1) {
    throw std::invalid_argument{fmt::format(
        "a pool of {} workers; allowed are whole numbers from 1", workers)};
  }
  return {.workers = workers, .start = start};
}

/// The same with nothing left open.
pool_options checked(pool_options asked) {
  if (asked.workers < 0) {
    throw std::invalid_argument{
        fmt::format("a pool of {} workers; allowed are whole numbers from 1, "
                    "and 0 for as many as there are usable CPUs",
                    asked.workers)};
  }
  if (asked.max_tasks_per_child < 0) {
    throw std::invalid_argument{
        fmt::format("max_tasks_per_child {}; allowed are whole numbers from 1, "
                    "and 0 for no limit",
                    asked.max_tasks_per_child)};
  }
  if (asked.max_tasks_per_child > 0 && asked.start == start_method::fork) {
    throw std::invalid_argument{
        "max_tasks_per_child with fork; allowed are spawn and forkserver: "
        "new workers are made beside threads"};
  }
  if (asked.workers == 0) {
    asked.workers = count_cpus().workers();
  }
  return asked;
}

nesting inside(const pool_options& how) {
  const auto backend = how.start == start_method::fork
                           ? multiprocessing_backend()
                           : loky_backend();
  return nesting_inside(*backend, how.workers);
}

}  // namespace

pool::pool(int workers, start_method start)
    : pool{options_for(workers, start)} {}

pool::pool(pool_options options) : pool{start(checked(std::move(options)))} {}

pool::parts pool::start(pool_options how) {
  const auto where = inside(how);
  auto crew = std::make_shared<process_crew>(
      how.workers, how.start,
      crew_rules{.initialize = std::move(how.initialize),
                 .inside = where,
                 .max_tasks_per_child = how.max_tasks_per_child});
  return {crew, std::make_shared<pool_core>(
                    crew, pool_core::settings{.workers = how.workers,
                                              .inside = where})};
}

pool::pool(parts made)
    : worker_pool{std::move(made.core)}, crew_{std::move(made.crew)} {}

pool::~pool() = default;

std::vector<pid_t> pool::pids() const { return crew_->pids(); }

std::uint64_t pool::bytes_sent() const { return crew_->counted().sent; }

}  // namespace tandem
