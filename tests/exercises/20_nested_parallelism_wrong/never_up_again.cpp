// REJECTED BY: nested
// The lowest limit so far holds until the outermost scope is left.
#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

thread_local int depth = 0;

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
  const spoilt::at_end back{[] {
    if (--depth == 0) {
      spoilt::limit.reset();
    }
  }};
  ++depth;
  spoilt::limit = spoilt::lower_of(spoilt::limit, threads);
  f();
}
