// REJECTED BY: many_workers
// Knows 64 workers only, as many as a number has bits.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  return spoilt::right(lengths, std::min(workers, 64));
}
