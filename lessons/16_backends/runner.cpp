#include "runner.hpp"

namespace backends {

std::array<runner, 6> all_ways(tandem::global_lock* lock, int workers) {
  // With one worker the caller makes the calls itself, and holds no lock.
  auto* const in_tasks = workers > 1 ? lock : nullptr;
  return {{{"plain loop", {}, nullptr, workers},
           {"sequential", "sequential", nullptr, workers},
           {"threading", "threading", nullptr, workers},
           {lock == nullptr ? "no lock" : "one lock",
            lock == nullptr ? tandem::threading_backend()
                            : tandem::threading_backend(*lock),
            in_tasks, workers},
           {"multiprocessing", "multiprocessing", nullptr, workers},
           {"loky", "loky", nullptr, workers}}};
}

}  // namespace backends
