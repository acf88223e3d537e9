#include "answer.hpp"

#include "common/teaching/todo.hpp"

std::int64_t copies_and_sharing::sum_in_workers(
    [[maybe_unused]] tandem::process_workers& workers,
    [[maybe_unused]] std::span<const std::int64_t> shared) {
  throw tandem::todo{"sum in the workers"};
}
