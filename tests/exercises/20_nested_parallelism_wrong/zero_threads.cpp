// REJECTED BY: at_least_one
// Gives nothing to tasks where there are more workers than CPUs.
#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  spoilt::refuse(cpus, workers, asked);
  return asked.value_or(cpus / workers);
}

std::optional<int> nested_parallelism::current_budget() {
  return spoilt::limit;
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::right_scope(threads, f);
}
