#include "answer.hpp"

#include <utility>

namespace {

using std::chrono::nanoseconds;

/// One clock, read at both ends of each span.
class counter {
 public:
  explicit counter(tandem::clock_reader clock) : clock_{std::move(clock)} {}

  void start() {
    counted_ = nanoseconds{0};
    running_ = true;
    since_ = clock_.now();
  }
  void stop() {
    counted_ = total();
    running_ = false;
  }
  void resume() {
    if (!running_) {
      running_ = true;
      since_ = clock_.now();
    }
  }
  [[nodiscard]] nanoseconds total() const {
    return running_ ? counted_ + clock_.now() - since_ : counted_;
  }

 private:
  tandem::clock_reader clock_;
  nanoseconds counted_{0};
  nanoseconds since_{0};
  bool running_ = false;
};

class two_counters : public wall_and_cpu::stopwatch {
 public:
  explicit two_counters(const tandem::named_clocks& clocks)
      : wall_{clocks.monotonic}, cpu_{clocks.process_cpu} {}

  void start() override {
    wall_.start();
    cpu_.start();
  }
  void stop() override {
    wall_.stop();
    cpu_.stop();
  }
  void resume() override {
    wall_.resume();
    cpu_.resume();
  }
  [[nodiscard]] nanoseconds wall() const override { return wall_.total(); }
  [[nodiscard]] nanoseconds cpu() const override { return cpu_.total(); }

 private:
  counter wall_;
  counter cpu_;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<two_counters>(clocks);
}
