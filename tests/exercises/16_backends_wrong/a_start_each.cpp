// REJECTED BY: starting
// Pays the start once more for each worker.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto dear = who;
  dear.start_threads *= who.count;
  dear.start_processes *= who.count;
  return spoilt::right(what, dear);
}
