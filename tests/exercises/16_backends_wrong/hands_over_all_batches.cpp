// REJECTED BY: handing_over
// Counts what all batches cost, though each worker gets its own.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::parted(what, who, [](const task& t, const workers& w) {
    return spoilt::part{(t.calls + w.batch - 1) / w.batch,
                        spoilt::first_part(t, w).calls};
  });
}
