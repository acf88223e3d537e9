// REJECTED BY: in_a_destructor
// Thinks that it is left by an exception if one passes anywhere.
#include <exception>

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
    spoilt::limit = before;
    throw;
  }
  if (std::uncaught_exceptions() == 0) {
    spoilt::limit = before;
  }
}
