// REJECTED BY: letting_go
// Rounds down the batches of a worker.
#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  return spoilt::parted(what, who, [](const task& t, const workers& w) {
    const auto batches = (t.calls + w.batch - 1) / w.batch;
    const auto mine = std::max<std::int64_t>(batches / w.count, 1);
    return spoilt::part{mine, std::min(mine * w.batch, t.calls)};
  });
}
