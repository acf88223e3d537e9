// REJECTED BY: one_worker
// Makes the calls here where there is one worker, though they may crash.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto safe = what;
  safe.may_crash = what.may_crash && who.count > 1;
  return spoilt::right(safe, who);
}
