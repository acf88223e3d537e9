// REJECTED BY: tiny_calls
// Takes handing over for free.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto free = who;
  free.hand_to_thread = free.hand_to_process = spoilt::nanoseconds{0};
  return spoilt::right(what, free);
}
