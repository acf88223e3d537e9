// REJECTED BY: new_thread
// No thread may have more than any other has now.
#include <mutex>
#include <set>

#include "tests/exercises/20_nested_parallelism_spoilt.hpp"

namespace {

std::mutex lock;
std::multiset<int> all;

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
  std::multiset<int>::iterator mine;
  {
    const std::lock_guard hold{lock};
    mine = all.insert(spoilt::lower_of(spoilt::limit, threads));
  }
  const spoilt::at_end gone{[&] {
    const std::lock_guard hold{lock};
    all.erase(mine);
  }};
  std::unique_lock hold{lock};
  const int lowest = *all.begin();
  hold.unlock();
  spoilt::with_limit(lowest, f);
}
