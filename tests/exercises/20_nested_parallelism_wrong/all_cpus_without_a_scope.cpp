// REJECTED BY: no_scope
// Gives a number where there is no limit.
#include <thread>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  return spoilt::right_budget(cpus, workers, asked);
}

std::optional<int> nested_parallelism::current_budget() {
  return spoilt::limit.value_or(
      static_cast<int>(std::thread::hardware_concurrency()));
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::right_scope(threads, f);
}
