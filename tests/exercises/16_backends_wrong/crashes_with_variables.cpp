// REJECTED BY: nobody_may
// Sends a call that may crash to a process, whatever it needs.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto alone = what;
  alone.needs_variables = what.needs_variables && !what.may_crash;
  return spoilt::right(alone, who);
}
