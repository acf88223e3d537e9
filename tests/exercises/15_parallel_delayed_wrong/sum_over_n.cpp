// REJECTED BY: example
// Divides the sum by the number of workers, as if calls could be divided.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  auto all = spoilt::right(lengths, workers);
  all.makespan = std::chrono::milliseconds{0};
  for (const auto length : lengths) {
    all.makespan += length;
  }
  all.makespan /= workers;
  return all;
}
