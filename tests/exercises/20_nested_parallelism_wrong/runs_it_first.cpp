// REJECTED BY: refused_scope
// Looks at the number when all is over.
#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  return spoilt::right_budget(cpus, workers, asked);
}

std::optional<int> nested_parallelism::current_budget() {
  return spoilt::limit;
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::with_limit(spoilt::lower_of(spoilt::limit, threads), f);
  spoilt::refuse(threads);
}
