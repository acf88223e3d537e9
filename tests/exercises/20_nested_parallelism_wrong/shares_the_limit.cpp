// REJECTED BY: arguments_alone
// Shares out the limit that holds in this thread, in place of the CPUs.
#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  const int there = nested_parallelism::current_budget().value_or(cpus);
  spoilt::refuse(cpus, workers, asked);
  return asked.value_or(std::max(there / workers, 1));
}

std::optional<int> nested_parallelism::current_budget() {
  return spoilt::limit;
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::right_scope(threads, f);
}
