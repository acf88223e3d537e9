#include "answer.hpp"

#include "common/teaching/todo.hpp"

std::vector<int> pool_map::map(
    [[maybe_unused]] worker_pool& pool,
    [[maybe_unused]] const std::vector<int>& items,
    [[maybe_unused]] std::optional<std::size_t> chunk) {
  throw tandem::todo{"map in chunks"};
}
