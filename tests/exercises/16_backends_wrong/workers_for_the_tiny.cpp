// REJECTED BY: tiny_calls
// Chooses workers as if handing over were free, and then pays for it.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto free = who;
  free.hand_to_thread = free.hand_to_process = spoilt::nanoseconds{0};
  spoilt::refuse(what, who);
  auto chosen = spoilt::right(what, free);
  if (what.calls > 0) {
    chosen.takes = spoilt::takes(chosen.on, what, who);
  }
  return chosen;
}
