// REJECTED BY: cannot_raise
// Refuses a scope that asks for more than there is.
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
  spoilt::refuse(threads);
  if (spoilt::limit.value_or(threads) < threads) {
    throw std::invalid_argument{"more than the limit"};
  }
  spoilt::with_limit(threads, f);
}
