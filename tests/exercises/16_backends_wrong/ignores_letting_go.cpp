// REJECTED BY: letting_go
// Thinks that threads compute one at a time, whatever the task does.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto held = what;
  held.lets_go = false;
  return spoilt::right(held, who);
}
