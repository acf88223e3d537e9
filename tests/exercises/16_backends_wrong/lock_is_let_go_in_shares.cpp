// REJECTED BY: letting_go
// Threads that let go of the lock share the computing evenly, as if a call
// could be divided.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::timed(what, who, [&](backend on) {
    const auto mine = spoilt::first_part(what, who);
    auto time = spoilt::takes(on, what, who, mine);
    if (on == backend::threading && what.lets_go) {
      time -= mine.calls * what.computes;
      time += what.calls * what.computes / who.count;
    }
    return time;
  });
}
