// REJECTED BY: nested_exception
// After an exception no limit is left, as if it had left all scopes.
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
  const auto before = spoilt::limit;
  spoilt::limit = spoilt::lower_of(before, threads);
  try {
    f();
  } catch (...) {
    spoilt::limit.reset();
    throw;
  }
  spoilt::limit = before;
}
