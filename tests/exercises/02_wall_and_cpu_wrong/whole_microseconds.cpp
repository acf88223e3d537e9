// REJECTED BY: every_nanosecond
// Rounds wall time to microseconds.
#include "tests/exercises/02_wall_and_cpu_spoilt.hpp"

namespace {

class wrong : public spoilt::stopwatch {
 public:
  using spoilt::stopwatch::stopwatch;
  [[nodiscard]] spoilt::nanoseconds wall() const override {
    return std::chrono::floor<std::chrono::microseconds>(counted().wall);
  }
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<wrong>(clocks);
}
