// REJECTED BY: refused
// Takes one worker where there is none.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  return spoilt::right(lengths, std::max(workers, 1));
}
