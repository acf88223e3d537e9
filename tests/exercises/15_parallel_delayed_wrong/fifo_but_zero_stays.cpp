// REJECTED BY: ties
// Of workers that are free from the same moment on, takes the one that got its
// last call first. Who makes a call of 0 ms keeps its place.
#include <map>

#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  spoilt::refuse(lengths, workers);
  std::multimap<std::chrono::milliseconds, int> free;
  for (int i = 0; i < workers; ++i) {
    free.emplace(0, i);
  }
  forecast all;
  for (const auto length : lengths) {
    const auto [since, worker] = *free.begin();
    all.turns.push_back({worker, since});
    if (length.count() > 0) {
      free.erase(free.begin());
      free.emplace(since + length, worker);  // behind all that end then
    }
  }
  all.makespan = free.rbegin()->first;
  return all;
}
