// REJECTED BY: every_nanosecond
// Counts microseconds in an int.
#include "tests/exercises/02_wall_and_cpu_spoilt.hpp"

namespace {

class wrong : public spoilt::stopwatch {
 public:
  using spoilt::stopwatch::stopwatch;
  [[nodiscard]] spoilt::nanoseconds wall() const override {
    const auto count = static_cast<int>(counted().wall.count() / 1000);
    return std::chrono::duration<int, std::micro>{count};
  }
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<wrong>(clocks);
}
