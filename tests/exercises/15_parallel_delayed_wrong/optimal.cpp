// REJECTED BY: example
// Finds the best schedule that there is, by trying all for short lists.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  auto best = spoilt::right(lengths, workers);
  constexpr std::size_t few = 6;
  if (lengths.size() > few || workers > 3) {
    return best;
  }
  std::size_t ways = 1;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    ways *= static_cast<std::size_t>(workers);
  }
  for (std::size_t way = 0; way < ways; ++way) {
    auto rest = way;
    const auto other = spoilt::given_out(
        lengths, workers, [&](std::size_t, const spoilt::spans& free_since) {
          const auto worker = rest % free_since.size();
          rest /= free_since.size();
          return worker;
        });
    best = other.makespan < best.makespan ? other : best;
  }
  return best;
}
