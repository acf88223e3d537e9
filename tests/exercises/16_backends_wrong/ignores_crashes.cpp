// REJECTED BY: may_crash
// Lets a crash take the program along.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto safe = what;
  safe.may_crash = false;
  return spoilt::right(safe, who);
}
