// REJECTED BY: mixed
// Lets one thread compute while another one waits: not what the contract says.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::timed(what, who, [&](backend on) {
    const auto mine = spoilt::first_part(what, who);
    return on == backend::threading && !what.lets_go
               ? who.start_threads + mine.batches * who.hand_to_thread +
                     std::max(mine.calls * (what.waits + what.computes),
                              what.calls * what.computes)
               : spoilt::takes(on, what, who);
  });
}
