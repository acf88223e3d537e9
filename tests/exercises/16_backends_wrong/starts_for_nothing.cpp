// REJECTED BY: no_calls
// Starts workers for no calls, as these could crash.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  spoilt::refuse(what, who);
  return spoilt::best([&](backend on) { return spoilt::may(on, what, who); },
                      [&](backend on) { return spoilt::takes(on, what, who); });
}
