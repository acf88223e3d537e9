// REJECTED BY: deep
// Has room for sixteen scopes.
#include <array>
#include <cstddef>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

thread_local std::array<std::optional<int>, 16> kept;
thread_local std::size_t depth = 0;

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
  kept.at(depth % kept.size()) = spoilt::limit;
  ++depth;
  const spoilt::at_end back{[] {
    --depth;
    spoilt::limit = kept.at(depth % kept.size());
  }};
  spoilt::limit = spoilt::lower_of(spoilt::limit, threads);
  f();
}
