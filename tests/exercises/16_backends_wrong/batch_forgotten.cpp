// REJECTED BY: batches
// Hands over each call by itself.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::parted(what, who, [](const task& t, const workers& w) {
    const auto mine = spoilt::first_part(t, w);
    return spoilt::part{mine.calls, mine.calls};
  });
}
