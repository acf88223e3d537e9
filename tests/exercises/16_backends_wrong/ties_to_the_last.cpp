// REJECTED BY: ties
// Takes the last one of those that take the same time: >= for >.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  spoilt::refuse(what, who);
  if (what.calls == 0) {
    return {};
  }
  auto best = spoilt::right(what, who);
  for (const auto on : {backend::threading, backend::loky}) {
    if (spoilt::may(on, what, who) &&
        spoilt::takes(on, what, who) <= best.takes) {
      best = {on, spoilt::takes(on, what, who)};
    }
  }
  return best;
}
