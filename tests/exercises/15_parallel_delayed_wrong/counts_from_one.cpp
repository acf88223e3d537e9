// REJECTED BY: example
// Calls the first worker number 1.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  auto all = spoilt::right(lengths, workers);
  for (auto& one : all.turns) {
    ++one.worker;
  }
  return all;
}
