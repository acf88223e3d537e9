// REJECTED BY: set_date
// Times with the clock that people set.
#include <memory>

#include "answer.hpp"

namespace {

using std::chrono::nanoseconds;

class plain_stopwatch : public wall_and_cpu::stopwatch {
 public:
  explicit plain_stopwatch(const tandem::named_clocks& clocks)
      : wall_clock_{clocks.real_time}, cpu_clock_{clocks.process_cpu} {}

  void start() override {
    wall_ = cpu_ = nanoseconds{0};
    running_ = true;
    mark();
  }
  void stop() override {
    wall_ = wall();
    cpu_ = cpu();
    running_ = false;
  }
  void resume() override {
    if (!running_) {
      running_ = true;
      mark();
    }
  }
  [[nodiscard]] nanoseconds wall() const override {
    return running_ ? wall_ + wall_clock_.now() - wall_mark_ : wall_;
  }
  [[nodiscard]] nanoseconds cpu() const override {
    return running_ ? cpu_ + cpu_clock_.now() - cpu_mark_ : cpu_;
  }

 private:
  void mark() {
    wall_mark_ = wall_clock_.now();
    cpu_mark_ = cpu_clock_.now();
  }
  tandem::clock_reader wall_clock_;
  tandem::clock_reader cpu_clock_;
  nanoseconds wall_{0};
  nanoseconds cpu_{0};
  nanoseconds wall_mark_{0};
  nanoseconds cpu_mark_{0};
  bool running_ = false;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<plain_stopwatch>(clocks);
}
