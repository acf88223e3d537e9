// REJECTED BY: example
// Of workers that are free from the same moment on, takes the last.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  return spoilt::given_out(
      lengths, workers, [](std::size_t, const spoilt::spans& free_since) {
        const auto last =
            std::ranges::min_element(free_since.rbegin(), free_since.rend());
        return static_cast<std::size_t>(free_since.rend() - last) - 1;
      });
}
