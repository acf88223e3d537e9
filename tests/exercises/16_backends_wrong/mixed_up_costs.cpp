// REJECTED BY: waiting
// Takes what threads cost for processes, and the other way round.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto other = who;
  std::swap(other.start_threads, other.start_processes);
  std::swap(other.hand_to_thread, other.hand_to_process);
  return spoilt::right(what, other);
}
