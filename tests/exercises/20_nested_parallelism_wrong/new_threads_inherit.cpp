// REJECTED BY: new_thread
// A thread begins with the limit that was set last, anywhere.
#include <atomic>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

constexpr int none = 0;
std::atomic<int> last{none};

std::optional<int> of_last() {
  const int now = last;
  return now == none ? std::nullopt : std::optional{now};
}

thread_local std::optional<int> mine = of_last();

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  return spoilt::right_budget(cpus, workers, asked);
}

std::optional<int> nested_parallelism::current_budget() { return mine; }

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  spoilt::refuse(threads);
  const auto before = mine;
  const auto set = [](std::optional<int> now) {
    mine = now;
    last = now.value_or(none);
  };
  const spoilt::at_end back{[&] { set(before); }};
  set(spoilt::lower_of(before, threads));
  f();
}
