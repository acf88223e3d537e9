// REJECTED BY: refused
// Lets a call end before it begins.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  spoilt::refuse({}, workers);
  spoilt::spans free_since(static_cast<std::size_t>(workers));
  spoilt::forecast all;
  for (const auto length : lengths) {
    const auto worker = spoilt::first_free(free_since);
    all.turns.push_back({static_cast<int>(worker), free_since[worker]});
    free_since[worker] += length;
  }
  all.makespan = std::ranges::max(free_since);
  return all;
}
