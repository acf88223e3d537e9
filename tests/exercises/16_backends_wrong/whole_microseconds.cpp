// REJECTED BY: nanoseconds
// Counts in microseconds.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::timed(what, who, [&](backend on) {
    return std::chrono::floor<std::chrono::microseconds>(
        spoilt::takes(on, what, who));
  });
}
