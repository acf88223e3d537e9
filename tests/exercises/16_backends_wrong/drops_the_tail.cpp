// REJECTED BY: last_batch
// Drops the calls that make no full batch.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::parted(what, who, [](const task& t, const workers& w) {
    auto full = t;
    full.calls =
        std::max(t.calls / w.batch * w.batch, std::min(t.calls, w.batch));
    return spoilt::first_part(full, w);
  });
}
