// REJECTED BY: may_crash
// Makes a single batch here, though its calls may crash.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto safe = what;
  safe.may_crash = what.may_crash && what.calls > who.batch;
  return spoilt::right(safe, who);
}
