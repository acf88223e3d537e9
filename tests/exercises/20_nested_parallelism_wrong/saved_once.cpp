// REJECTED BY: nested
// Has one place for the limit before, and needs one for each scope.
#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

thread_local std::optional<int> before;

}  // namespace

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
  before = spoilt::limit;
  const spoilt::at_end back{[] { spoilt::limit = before; }};
  spoilt::limit = spoilt::lower_of(spoilt::limit, threads);
  f();
}
