// REJECTED BY: five_sleeps
// Waits for all workers before it gives out the next calls.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  spoilt::refuse(lengths, workers);
  spoilt::forecast all;
  const auto n = static_cast<std::size_t>(workers);
  for (std::size_t i = 0; i < lengths.size(); i += n) {
    const auto begin = all.makespan;
    for (std::size_t k = i; k < std::min(i + n, lengths.size()); ++k) {
      all.turns.push_back({static_cast<int>(k - i), begin});
      all.makespan = std::max(all.makespan, begin + lengths[k]);
    }
  }
  return all;
}
