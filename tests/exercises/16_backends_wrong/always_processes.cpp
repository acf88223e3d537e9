// REJECTED BY: waiting
// Takes processes wherever they may be used.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  const auto best = spoilt::right(what, who);
  if (what.calls == 0 || !spoilt::may(backend::loky, what, who)) {
    return best;
  }
  return {backend::loky, spoilt::takes(backend::loky, what, who)};
}
