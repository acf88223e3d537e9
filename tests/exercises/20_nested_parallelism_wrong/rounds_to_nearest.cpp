// REJECTED BY: rounds_down
// Rounds the share to the nearest.
#include <cmath>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  spoilt::refuse(cpus, workers, asked);
  const double share = static_cast<double>(cpus) / workers;
  return asked.value_or(std::max(static_cast<int>(std::lround(share)), 1));
}

std::optional<int> nested_parallelism::current_budget() {
  return spoilt::limit;
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::right_scope(threads, f);
}
