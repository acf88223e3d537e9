// REJECTED BY: last_batch
// Takes the last batch for a full one.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::parted(what, who, [](const task& t, const workers& w) {
    const auto batches = spoilt::first_part(t, w).batches;
    return spoilt::part{batches, std::min(batches * w.batch, t.calls)};
  });
}
