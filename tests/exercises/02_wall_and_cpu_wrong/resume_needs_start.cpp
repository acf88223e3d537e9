// REJECTED BY: resume_first
// Ignores a resume before the first start.
#include "tests/exercises/02_wall_and_cpu_spoilt.hpp"

namespace {

class wrong : public spoilt::stopwatch {
 public:
  using spoilt::stopwatch::stopwatch;
  void start() override {
    started_ = true;
    stopwatch::start();
  }
  void resume() override {
    if (started_) {
      stopwatch::resume();
    }
  }

 private:
  bool started_ = false;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<wrong>(clocks);
}
