// REJECTED BY: batches
// Divides calls among the workers as if batches could be cut.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::parted(what, who, [](const task& t, const workers& w) {
    const auto calls = (t.calls + w.count - 1) / w.count;
    return spoilt::part{(calls + w.batch - 1) / w.batch, calls};
  });
}
