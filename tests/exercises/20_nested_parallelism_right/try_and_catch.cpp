// The limit put back by hand, on both ways out; 0 says that there is none.
#include <stdexcept>

#include "answer.hpp"

namespace {

thread_local int limit = 0;

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  if (cpus < 1 || workers < 1 || (asked && *asked < 1)) {
    throw std::invalid_argument{"allowed are whole numbers from 1"};
  }
  if (asked) {
    return *asked;
  }
  return cpus < workers ? 1 : cpus / workers;
}

std::optional<int> nested_parallelism::current_budget() {
  if (limit == 0) {
    return std::nullopt;
  }
  return limit;
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  if (threads < 1) {
    throw std::invalid_argument{"allowed are whole numbers from 1"};
  }
  const int before = limit;
  if (before == 0 || threads < before) {
    limit = threads;
  }
  try {
    f();
  } catch (...) {
    limit = before;
    throw;
  }
  limit = before;
}
