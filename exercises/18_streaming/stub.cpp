#include "answer.hpp"

#include "common/teaching/todo.hpp"

std::unique_ptr<streaming::window> streaming::make_window(
    [[maybe_unused]] std::size_t k, [[maybe_unused]] source from,
    [[maybe_unused]] submitter submit) {
  throw tandem::todo{"make a window"};
}
