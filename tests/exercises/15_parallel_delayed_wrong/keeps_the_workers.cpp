// REJECTED BY: example
// Keeps the workers' times from forecast to forecast.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  spoilt::refuse(lengths, workers);
  static spoilt::spans free_since;
  free_since.resize(static_cast<std::size_t>(workers));
  spoilt::forecast all;
  for (const auto length : lengths) {
    const auto worker = spoilt::first_free(free_since);
    all.turns.push_back({static_cast<int>(worker), free_since[worker]});
    free_since[worker] += length;
  }
  all.makespan = std::ranges::max(free_since);
  return all;
}
