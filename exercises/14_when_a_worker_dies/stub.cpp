#include "answer.hpp"

#include "common/teaching/todo.hpp"

when_a_worker_dies::child_end when_a_worker_dies::read_status(
    [[maybe_unused]] int wait_status) {
  throw tandem::todo{"read a wait status"};
}

when_a_worker_dies::child_end when_a_worker_dies::wait_for(
    [[maybe_unused]] pid_t child) {
  throw tandem::todo{"wait for a child"};
}
