// REJECTED BY: asked
// Takes what was asked for as the least that is given.
#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  spoilt::refuse(cpus, workers, asked);
  return std::max({cpus / workers, asked.value_or(1), 1});
}

std::optional<int> nested_parallelism::current_budget() {
  return spoilt::limit;
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::right_scope(threads, f);
}
