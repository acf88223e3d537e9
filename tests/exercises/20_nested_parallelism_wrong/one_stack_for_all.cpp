// REJECTED BY: two_threads
// Keeps the limits before on one stack for all threads, which do not leave in
// the order in which they came.
#include <mutex>
#include <vector>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

std::mutex lock;
std::vector<std::optional<int>> stack;

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
  {
    const std::lock_guard hold{lock};
    stack.push_back(spoilt::limit);
  }
  const spoilt::at_end back{[] {
    const std::lock_guard hold{lock};
    spoilt::limit = stack.back();
    stack.pop_back();
  }};
  spoilt::limit = spoilt::lower_of(spoilt::limit, threads);
  f();
}
