#include "answer.hpp"

#include "common/teaching/todo.hpp"

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  throw tandem::todo{"observe the tick of " + clock.name};
}
