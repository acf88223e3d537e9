// REJECTED BY: new_thread
// Keeps a lock while f runs: scopes of two threads wait for each other.
#include <mutex>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

std::recursive_mutex lock;

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  return spoilt::right_budget(cpus, workers, asked);
}

std::optional<int> nested_parallelism::current_budget() {
  return spoilt::limit;
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::refuse(threads);
  const std::lock_guard hold{lock};
  spoilt::right_scope(threads, f);
}
