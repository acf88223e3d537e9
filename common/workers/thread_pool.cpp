#include "common/workers/thread_pool.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "common/workers/cpu_count.hpp"
#include "common/workers/parallel_options.hpp"
#include "common/workers/thread_crew.hpp"

namespace tandem {
namespace {

thread_pool_options options_for(int workers) {
  if (workers < 1) {
    throw std::invalid_argument{
        fmt::format("a thread_pool of {} workers; allowed are whole numbers "
                    "from 1",
                    workers)};
  }
  return {.workers = workers};
}

std::shared_ptr<pool_core> start(thread_pool_options how) {
  if (how.workers < 0) {
    throw std::invalid_argument{
        fmt::format("a thread_pool of {} workers; allowed are whole numbers "
                    "from 1, and 0 for as many as there are usable CPUs",
                    how.workers)};
  }
  if (how.workers == 0) {
    how.workers = count_cpus().workers();
  }
  const auto inside = nesting_inside(*threading_backend(), how.workers);
  return std::make_shared<pool_core>(
      std::make_shared<thread_crew>(how.lock),
      pool_core::settings{.workers = how.workers,
                          .inside = inside,
                          .begin_thread = [what = std::move(how.initialize),
                                           inside](int worker) {
                            if (what) {
                              const nested_scope there{inside};
                              what.run(worker);
                            }
                          }});
}

}  // namespace

thread_pool::thread_pool(int workers) : thread_pool{options_for(workers)} {}

thread_pool::thread_pool(thread_pool_options options)
    : worker_pool{start(std::move(options))} {}

}  // namespace tandem
