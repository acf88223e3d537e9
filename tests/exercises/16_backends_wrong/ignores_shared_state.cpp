// REJECTED BY: needs_variables
// Sends calls away from the variables that they need.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::allowed(what, who, [&](backend on) {
    return on == backend::loky ? who.count > 1 : spoilt::may(on, what, who);
  });
}
