// REJECTED BY: two_threads_at_once
// Does not believe that CPU time may exceed wall time.
#include "tests/exercises/02_wall_and_cpu_spoilt.hpp"

#include <algorithm>

namespace {

class wrong : public spoilt::stopwatch {
 public:
  using spoilt::stopwatch::stopwatch;
  [[nodiscard]] spoilt::nanoseconds cpu() const override {
    return std::min(counted().cpu, counted().wall);
  }
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<wrong>(clocks);
}
