// REJECTED BY: refused
// Takes one worker, and batches of one, where there are none.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto some = who;
  some.count = std::max(who.count, 1);
  some.batch = std::max<std::int64_t>(who.batch, 1);
  return spoilt::right(what, some);
}
