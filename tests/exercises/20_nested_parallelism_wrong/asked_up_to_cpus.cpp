// REJECTED BY: asked
// Gives what was asked for up to the CPUs only.
#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  spoilt::refuse(cpus, workers, asked);
  return std::min(asked.value_or(std::max(cpus / workers, 1)), cpus);
}

std::optional<int> nested_parallelism::current_budget() {
  return spoilt::limit;
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::right_scope(threads, f);
}
