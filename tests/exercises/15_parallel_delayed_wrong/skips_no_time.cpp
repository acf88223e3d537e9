// REJECTED BY: no_time
// Leaves out calls that take no time.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  spoilt::refuse(lengths, workers);
  spoilt::spans some;
  for (const auto length : lengths) {
    if (length.count() > 0) {
      some.push_back(length);
    }
  }
  return spoilt::right(some, workers);
}
