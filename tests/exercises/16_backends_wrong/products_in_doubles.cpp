// REJECTED BY: long_times
// Multiplies in doubles, which hold 53 bits of a number, and adds up in whole
// nanoseconds.
#include "tests/exercises/16_backends_spoilt.hpp"

namespace {

spoilt::nanoseconds times(std::int64_t count, spoilt::nanoseconds each) {
  return spoilt::nanoseconds{static_cast<std::int64_t>(
      static_cast<double>(count) * static_cast<double>(each.count()))};
}

}  // namespace

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::timed(what, who, [&](backend on) {
    const auto mine = spoilt::first_part(what, who);
    switch (on) {
      case backend::sequential:
        return times(what.calls, what.waits + what.computes);
      case backend::threading:
        return who.start_threads + times(mine.batches, who.hand_to_thread) +
               times(mine.calls, what.waits) +
               times(what.lets_go ? mine.calls : what.calls, what.computes);
      case backend::loky:
        return who.start_processes + times(mine.batches, who.hand_to_process) +
               times(mine.calls, what.waits + what.computes);
    }
    return spoilt::nanoseconds{};
  });
}
