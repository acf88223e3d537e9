// REJECTED BY: example
// Gives each worker one block of calls, as a loop that is split in advance.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  const auto n = static_cast<std::size_t>(std::max(workers, 1));
  const auto block = std::max<std::size_t>((lengths.size() + n - 1) / n, 1);
  return spoilt::given_out(
      lengths, workers,
      [&](std::size_t i, const spoilt::spans&) { return i / block; });
}
