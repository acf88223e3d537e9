// REJECTED BY: mixed
// Takes a task that waits for longer than it computes for one that waits.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto simple = what;
  simple.lets_go = what.lets_go || what.waits > what.computes;
  return spoilt::right(simple, who);
}
