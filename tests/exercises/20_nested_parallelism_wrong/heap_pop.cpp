// REJECTED BY: cannot_raise
// Keeps the limits around in a heap; at its end a scope removes the lowest,
// which may be that of a scope around it.
#include <functional>
#include <queue>
#include <vector>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

thread_local std::priority_queue<int, std::vector<int>, std::greater<>> around;

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  return spoilt::right_budget(cpus, workers, asked);
}

std::optional<int> nested_parallelism::current_budget() {
  return around.empty() ? std::nullopt : std::optional{around.top()};
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::refuse(threads);
  around.push(threads);
  const spoilt::at_end gone{[] { around.pop(); }};
  f();
}
