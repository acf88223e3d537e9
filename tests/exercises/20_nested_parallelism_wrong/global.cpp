// REJECTED BY: new_thread
// One limit for all threads.
#include <mutex>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

std::mutex lock;
std::optional<int> everybodys;

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  return spoilt::right_budget(cpus, workers, asked);
}

std::optional<int> nested_parallelism::current_budget() {
  const std::lock_guard hold{lock};
  return everybodys;
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::refuse(threads);
  const auto set = [](std::optional<int> now) {
    const std::lock_guard hold{lock};
    everybodys = now;
  };
  const auto before = nested_parallelism::current_budget();
  const spoilt::at_end back{[&] { set(before); }};
  set(spoilt::lower_of(before, threads));
  f();
}
