// REJECTED BY: starting
// Takes workers for there already.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto there = who;
  there.start_threads = there.start_processes = spoilt::nanoseconds{0};
  return spoilt::right(what, there);
}
