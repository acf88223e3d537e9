#include "answer.hpp"

#include "common/teaching/todo.hpp"

std::vector<int> threads::run_jobs(
    [[maybe_unused]] const std::vector<std::function<int()>>& jobs,
    [[maybe_unused]] int threads) {
  throw tandem::todo{"run jobs on threads"};
}
