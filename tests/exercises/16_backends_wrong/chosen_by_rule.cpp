// REJECTED BY: starting
// Chooses by a rule of thumb: waiting on threads, computing on processes.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  spoilt::refuse(what, who);
  const auto best = spoilt::right(what, who);
  if (what.calls == 0 || who.count == 1 || what.may_crash ||
      what.needs_variables) {
    return best;
  }
  const auto tiny = who.hand_to_thread + who.hand_to_process;
  const auto on = what.waits + what.computes <= tiny ? best.on
                  : what.computes.count() == 0 || what.lets_go
                      ? backend::threading
                      : backend::loky;
  return {on, spoilt::takes(on, what, who)};
}
