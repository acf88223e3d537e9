// REJECTED BY: waiting
// Lets threads wait one at a time, as if they kept the lock.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::timed(what, who, [&](backend on) {
    const auto mine = spoilt::first_part(what, who);
    auto time = spoilt::takes(on, what, who, mine);
    if (on == backend::threading && !what.lets_go) {
      time += (what.calls - mine.calls) * what.waits;
    }
    return time;
  });
}
