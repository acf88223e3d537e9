#include "answer.hpp"

#include "common/teaching/todo.hpp"

int start_methods::entry_point([[maybe_unused]] own_process& here) {
  throw tandem::todo{"an entry point that is safe to start again"};
}
