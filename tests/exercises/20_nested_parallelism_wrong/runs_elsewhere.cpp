// REJECTED BY: same_thread
// Gives f a thread of its own, which has the limit.
#include <future>

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
  const int now = spoilt::lower_of(spoilt::limit, threads);
  std::async(std::launch::async, [&] { spoilt::with_limit(now, f); }).get();
}
