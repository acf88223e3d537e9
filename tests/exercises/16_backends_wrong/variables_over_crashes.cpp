// REJECTED BY: nobody_may
// Keeps a call that needs variables here, though it may crash.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto safe = what;
  safe.may_crash = what.may_crash && !what.needs_variables;
  return spoilt::right(safe, who);
}
