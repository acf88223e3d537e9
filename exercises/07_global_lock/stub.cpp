#include "answer.hpp"

#include "common/teaching/todo.hpp"

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  throw tandem::todo{"make an interpreter"};
}
