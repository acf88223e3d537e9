// REJECTED BY: new_thread
// Keeps the limit where OpenMP looks for it: one for the whole process.
#include <cstdlib>
#include <string>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  return spoilt::right_budget(cpus, workers, asked);
}

std::optional<int> nested_parallelism::current_budget() {
  const char* text = std::getenv("OMP_NUM_THREADS");
  return text == nullptr || *text == '\0' ? std::nullopt
                                          : std::optional{std::atoi(text)};
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::refuse(threads);
  const auto before = nested_parallelism::current_budget();
  const auto set = [](std::optional<int> now) {
    setenv("OMP_NUM_THREADS", now ? std::to_string(*now).c_str() : "", 1);
  };
  const spoilt::at_end back{[&] { set(before); }};
  set(spoilt::lower_of(before, threads));
  f();
}
