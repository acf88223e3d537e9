// REJECTED BY: needs_variables
// Keeps calls that need variables from threads where they let go of the lock.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::allowed(what, who, [&](backend on) {
    return spoilt::may(on, what, who) &&
           !(on == backend::threading && what.needs_variables && what.lets_go);
  });
}
