// REJECTED BY: refused_scope
// What it refuses holds all the same.
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
  const auto before = spoilt::limit;
  spoilt::limit = spoilt::lower_of(before, threads);
  spoilt::refuse(threads);
  const spoilt::at_end back{[&] { spoilt::limit = before; }};
  f();
}
