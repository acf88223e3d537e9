// REJECTED BY: refused
// Looks whether there are calls before it refuses.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  if (what.calls == 0) {
    return {};
  }
  return spoilt::right(what, who);
}
