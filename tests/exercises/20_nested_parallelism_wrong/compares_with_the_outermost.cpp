// REJECTED BY: cannot_raise
// Knows the limit of the outermost scope, not of the one around.
#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

thread_local std::optional<int> outermost;

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
  const spoilt::at_end back{[before = outermost] { outermost = before; }};
  outermost = outermost.value_or(threads);
  spoilt::with_limit(spoilt::lower_of(outermost, threads), f);
}
