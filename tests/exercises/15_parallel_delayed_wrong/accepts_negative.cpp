// REJECTED BY: refused
// Lets a call end before it begins.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  spoilt::refuse({}, workers);
  spoilt::spans free_since(static_cast<std::size_t>(workers));
  return spoilt::from(free_since, lengths);
}
