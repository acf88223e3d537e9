#include "answer.hpp"

#include "common/teaching/todo.hpp"

backends::choice backends::choose([[maybe_unused]] const task& what,
                                  [[maybe_unused]] const workers& who) {
  throw tandem::todo{"choose the backend"};
}
