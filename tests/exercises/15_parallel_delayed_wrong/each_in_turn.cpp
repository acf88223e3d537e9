// REJECTED BY: whoever_is_free
// Gives each worker a call in turn: the right makespan for some lists.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  return spoilt::given_out(lengths, workers,
                           [](std::size_t i, const spoilt::spans& free_since) {
                             return i % free_since.size();
                           });
}
