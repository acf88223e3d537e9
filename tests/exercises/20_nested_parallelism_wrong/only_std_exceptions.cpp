// REJECTED BY: any_exception
// Puts the limit back after exceptions of the standard library only.
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
  } catch (const std::exception&) {
    spoilt::limit = before;
    throw;
  }
  spoilt::limit = before;
}
