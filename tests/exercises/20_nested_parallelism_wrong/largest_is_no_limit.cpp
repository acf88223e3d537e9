// REJECTED BY: largest
// Says "no limit" by the largest number there is.
#include <limits>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

constexpr int none = std::numeric_limits<int>::max();
thread_local int now = none;

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  return spoilt::right_budget(cpus, workers, asked);
}

std::optional<int> nested_parallelism::current_budget() {
  return now == none ? std::nullopt : std::optional{now};
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::refuse(threads);
  const spoilt::at_end back{[before = now] { now = before; }};
  now = std::min(now, threads);
  f();
}
