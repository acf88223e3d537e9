// REJECTED BY: computing
// Thinks that threads compute side by side, lock or no lock.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto free = what;
  free.lets_go = true;
  return spoilt::right(free, who);
}
