// REJECTED BY: example
// Keeps the workers' times from forecast to forecast.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  spoilt::refuse(lengths, workers);
  static spoilt::spans free_since;
  free_since.resize(static_cast<std::size_t>(workers));
  return spoilt::from(free_since, lengths);
}
