// REJECTED BY: while_it_runs
// Reads CPU time only when asked for wall time.
#include "tests/exercises/02_wall_and_cpu_spoilt.hpp"

namespace {

class wrong : public spoilt::stopwatch {
 public:
  using spoilt::stopwatch::stopwatch;
  [[nodiscard]] spoilt::nanoseconds wall() const override {
    last_ = counted();
    return last_.wall;
  }
  [[nodiscard]] spoilt::nanoseconds cpu() const override {
    return running ? last_.cpu : counted().cpu;
  }

 private:
  mutable spoilt::times last_;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<wrong>(clocks);
}
