// A task keeps the result, or what was thrown, until the lock is back.
#include "answer.hpp"

#include <future>
#include <memory>

namespace {

using releasing_the_lock::interpreter;

auto held_for_now(interpreter& python) {
  const bool before = python.held_by_me();
  if (!before) python.acquire();
  const auto back = [before](interpreter* here) {
    if (!before) here->release();
  };
  return std::unique_ptr<interpreter, decltype(back)>{&python, back};
}

}  // namespace

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  std::packaged_task<int()> task{blocking};
  auto result = task.get_future();
  if (python.held_by_me()) {
    python.release();
    task();
    python.acquire();
  } else {
    task();
  }
  const auto held = held_for_now(python);
  python.store(result.get());
}
