// REJECTED BY: whoever_is_free
// Gives the next call to the worker that has had the fewest.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  std::vector<int> had(static_cast<std::size_t>(std::max(workers, 1)));
  return spoilt::given_out(
      lengths, workers, [&](std::size_t, const spoilt::spans& free_since) {
        std::size_t best = 0;
        for (std::size_t k = 1; k < had.size(); ++k) {
          if (had[k] < had[best] ||
              (had[k] == had[best] && free_since[k] < free_since[best])) {
            best = k;
          }
        }
        ++had[best];
        return best;
      });
}
