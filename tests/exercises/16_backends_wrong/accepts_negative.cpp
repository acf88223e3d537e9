// REJECTED BY: refused
// Takes spans below 0 as they come.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  auto mended = what;
  auto paid = who;
  for (auto* const span : {&mended.waits, &mended.computes}) {
    *span = std::max(*span, spoilt::nanoseconds{0});
  }
  for (auto* const span : {&paid.start_threads, &paid.start_processes,
                           &paid.hand_to_thread, &paid.hand_to_process}) {
    *span = std::max(*span, spoilt::nanoseconds{0});
  }
  return spoilt::right(mended, paid);
}
