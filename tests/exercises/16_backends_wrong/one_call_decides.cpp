// REJECTED BY: handing_over
// Compares one call with what it costs to hand it over, not all with all.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  const auto best = spoilt::right(what, who);
  if (what.calls > 0 && !what.may_crash &&
      what.waits + what.computes <
          std::min(who.hand_to_thread, who.hand_to_process)) {
    return {backend::sequential, spoilt::takes(backend::sequential, what, who)};
  }
  return best;
}
