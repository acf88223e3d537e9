#include "answer.hpp"

#include "common/teaching/todo.hpp"

std::chrono::nanoseconds clocks::observed_tick(
    [[maybe_unused]] const tandem::clock_reader& clock) {
  throw tandem::todo{"observe the tick"};
}
