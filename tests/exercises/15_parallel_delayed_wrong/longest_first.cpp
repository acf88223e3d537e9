// REJECTED BY: example
// Gives out the longest call first, whatever the order.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

#include <numeric>

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  spoilt::refuse(lengths, workers);
  std::vector<std::size_t> order(lengths.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return lengths[a] > lengths[b];
  });
  spoilt::spans sorted;
  for (const auto i : order) {
    sorted.push_back(lengths[i]);
  }
  const auto seen = spoilt::right(sorted, workers);
  auto all = seen;
  for (std::size_t i = 0; i < order.size(); ++i) {
    all.turns[order[i]] = seen.turns[i];
  }
  return all;
}
