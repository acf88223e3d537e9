// REJECTED BY: many_calls
// Counts calls and batches in 32 bits.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::parted(what, who, [](const task& t, const workers& w) {
    const auto mine = spoilt::first_part(t, w);
    return spoilt::part{static_cast<std::int32_t>(mine.batches),
                        static_cast<std::int32_t>(mine.calls)};
  });
}
