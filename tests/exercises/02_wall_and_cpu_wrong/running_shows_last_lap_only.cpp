// REJECTED BY: after_resume
// Forgets what it counted before, while it runs.
#include "tests/exercises/02_wall_and_cpu_spoilt.hpp"

namespace {

class wrong : public spoilt::stopwatch {
 public:
  using spoilt::stopwatch::stopwatch;
  void stop() override {
    if (running) {
      so_far = so_far + (read() - since);
      running = false;
    }
  }

 private:
  [[nodiscard]] spoilt::times counted() const override {
    return running ? read() - since : so_far;
  }
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<wrong>(clocks);
}
