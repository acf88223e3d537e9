// REJECTED BY: nested
// Keeps the limits around sorted; at its end a scope erases its number, and so
// each scope around that has the same.
#include <set>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

thread_local std::multiset<int> around;

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  return spoilt::right_budget(cpus, workers, asked);
}

std::optional<int> nested_parallelism::current_budget() {
  return around.empty() ? std::nullopt : std::optional{*around.begin()};
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::refuse(threads);
  around.insert(threads);
  const spoilt::at_end gone{[threads] { around.erase(threads); }};
  f();
}
