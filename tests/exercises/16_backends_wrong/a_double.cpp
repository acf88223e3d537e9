// REJECTED BY: long_times
// Adds up in doubles, which hold 53 bits of a number.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::timed(what, who, [&](backend on) {
    const auto mine = spoilt::first_part(what, who);
    return spoilt::nanoseconds{static_cast<std::int64_t>(
        static_cast<double>(spoilt::takes(on, what, who, mine).count()))};
  });
}
