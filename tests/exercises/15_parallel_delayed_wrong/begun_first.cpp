// REJECTED BY: whoever_is_free
// Gives the next call to the worker that has begun its last one first.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  spoilt::spans began(static_cast<std::size_t>(std::max(workers, 1)),
                      std::chrono::milliseconds{-1});
  return spoilt::given_out(lengths, workers,
                           [&](std::size_t, const spoilt::spans& free_since) {
                             const auto worker = spoilt::first_free(began);
                             began[worker] = free_since[worker];
                             return worker;
                           });
}
