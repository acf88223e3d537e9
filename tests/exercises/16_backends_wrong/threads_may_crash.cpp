// REJECTED BY: may_crash
// Thinks that a thread can crash by itself.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::allowed(what, who, [&](backend on) {
    return on == backend::threading ? who.count > 1
                                    : spoilt::may(on, what, who);
  });
}
