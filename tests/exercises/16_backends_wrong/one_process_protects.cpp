// REJECTED BY: one_worker
// Thinks that one worker on loky is a process of its own.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::allowed(what, who, [&](backend on) {
    return on == backend::loky ? !what.needs_variables
                               : spoilt::may(on, what, who);
  });
}
