// REJECTED BY: long_calls
// Looks for an end below the sum of all lengths, which need not fit.
#include <numeric>

#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  const auto never = std::accumulate(lengths.begin(), lengths.end(),
                                     std::chrono::milliseconds{1});
  return spoilt::given_out(
      lengths, workers, [&](std::size_t, const spoilt::spans& free_since) {
        auto least = never;
        std::size_t first = 0;
        for (std::size_t i = 0; i < free_since.size(); ++i) {
          if (free_since[i] < least) {
            least = free_since[i];
            first = i;
          }
        }
        return first;
      });
}
