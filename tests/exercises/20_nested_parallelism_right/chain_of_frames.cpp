// Scopes are linked on the stack, each to the one around it. The limit is
// looked for when it is asked for, by recursion.
#include <algorithm>
#include <exception>
#include <stdexcept>

#include "answer.hpp"

namespace {

struct frame {
  int lowest;
  const frame* around;
};

thread_local const frame* innermost = nullptr;

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  for (const int one : {cpus, workers, asked.value_or(cpus)}) {
    if (one < 1) {
      throw std::invalid_argument{"one is the least"};
    }
  }
  if (asked) {
    return *asked;
  }
  return workers >= cpus ? 1 : cpus / workers;
}

std::optional<int> nested_parallelism::current_budget() {
  if (innermost == nullptr) {
    return {};
  }
  return {innermost->lowest};
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  if (threads <= 0) {
    throw std::invalid_argument{"one is the least"};
  }
  const frame mine{
      innermost == nullptr ? threads : std::min(innermost->lowest, threads),
      innermost};
  innermost = &mine;
  std::exception_ptr thrown;
  try {
    f();
  } catch (...) {
    thrown = std::current_exception();
  }
  innermost = mine.around;
  if (thrown) {
    std::rethrow_exception(thrown);
  }
}
