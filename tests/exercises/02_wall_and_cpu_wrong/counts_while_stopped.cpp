// REJECTED BY: standing_still
// Remembers only when it was started: what goes by while it stands counts, too.
#include <memory>

#include "answer.hpp"

namespace {

using std::chrono::nanoseconds;

class from_the_start : public wall_and_cpu::stopwatch {
 public:
  explicit from_the_start(const tandem::named_clocks& clocks)
      : clocks_{clocks} {}

  void start() override {
    wall_start_ = clocks_.monotonic.now();
    cpu_start_ = clocks_.process_cpu.now();
    running_ = true;
  }
  void stop() override {
    wall_ = wall();
    cpu_ = cpu();
    running_ = false;
  }
  void resume() override { running_ = true; }
  [[nodiscard]] nanoseconds wall() const override {
    return running_ ? clocks_.monotonic.now() - wall_start_ : wall_;
  }
  [[nodiscard]] nanoseconds cpu() const override {
    return running_ ? clocks_.process_cpu.now() - cpu_start_ : cpu_;
  }

 private:
  tandem::named_clocks clocks_;
  nanoseconds wall_start_{0};
  nanoseconds cpu_start_{0};
  nanoseconds wall_{0};
  nanoseconds cpu_{0};
  bool running_ = false;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<from_the_start>(clocks);
}
