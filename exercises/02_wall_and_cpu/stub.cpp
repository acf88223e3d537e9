#include "answer.hpp"

#include "common/teaching/todo.hpp"

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    [[maybe_unused]] const tandem::named_clocks& clocks) {
  throw tandem::todo{"make a stopwatch"};
}
