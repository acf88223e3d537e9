// REJECTED BY: no_time
// Thinks that every call takes 1 ms at least.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  spoilt::refuse(lengths, workers);
  auto all = lengths;
  for (auto& length : all) {
    length = std::max(length, std::chrono::milliseconds{1});
  }
  return spoilt::right(all, workers);
}
