// REJECTED BY: in_the_workers
// Adds up in the caller's process, where the numbers are, too.
#include "answer.hpp"

std::int64_t copies_and_sharing::sum_in_workers(
    [[maybe_unused]] tandem::process_workers& workers,
    std::span<const std::int64_t> shared) {
  return add_up(shared);
}
