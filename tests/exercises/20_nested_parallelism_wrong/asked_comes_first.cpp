// REJECTED BY: refused
// Looks at CPUs and workers only if it needs them.
#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  spoilt::refuse(asked.value_or(1));
  return asked ? *asked : spoilt::right_budget(cpus, workers, {});
}

std::optional<int> nested_parallelism::current_budget() {
  return spoilt::limit;
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::right_scope(threads, f);
}
