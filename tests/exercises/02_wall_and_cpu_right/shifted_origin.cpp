// Shifts the starting point forward by what went by while it stood.
#include <array>
#include <functional>
#include <memory>

#include "answer.hpp"

namespace {

using std::chrono::nanoseconds;

class shifted : public wall_and_cpu::stopwatch {
 public:
  explicit shifted(const tandem::named_clocks& clocks)
      : read_{clocks.monotonic.now, clocks.process_cpu.now} {}

  void start() override {
    for (std::size_t i = 0; i < 2; ++i) {
      origin_.at(i) = read_.at(i)();
    }
    runs_ = true;
  }
  void stop() override {
    if (runs_) {
      stopped_ = {elapsed(0), elapsed(1)};
      runs_ = false;
    }
  }
  void resume() override {
    if (!runs_) {
      for (std::size_t i = 0; i < 2; ++i) {
        origin_.at(i) = read_.at(i)() - stopped_.at(i);
      }
      runs_ = true;
    }
  }
  [[nodiscard]] nanoseconds wall() const override { return elapsed(0); }
  [[nodiscard]] nanoseconds cpu() const override { return elapsed(1); }

 private:
  [[nodiscard]] nanoseconds elapsed(std::size_t i) const {
    return runs_ ? read_.at(i)() - origin_.at(i) : stopped_.at(i);
  }

  std::array<std::function<nanoseconds()>, 2> read_;
  std::array<nanoseconds, 2> origin_{};
  std::array<nanoseconds, 2> stopped_{};
  bool runs_ = false;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<shifted>(clocks);
}
