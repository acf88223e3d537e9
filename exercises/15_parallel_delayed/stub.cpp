#include "answer.hpp"

#include "common/teaching/todo.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    [[maybe_unused]] const std::vector<std::chrono::milliseconds>& lengths,
    [[maybe_unused]] int workers) {
  throw tandem::todo{"predict the schedule"};
}
