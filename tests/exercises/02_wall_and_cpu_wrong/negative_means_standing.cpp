// REJECTED BY: any_origin
// Takes a negative reading for standing still.
#include "tests/exercises/02_wall_and_cpu_spoilt.hpp"

namespace {

class wrong : public spoilt::stopwatch {
 public:
  explicit wrong(const tandem::named_clocks& clocks) : stopwatch{clocks} {
    since = standing;
  }
  void start() override {
    so_far = {};
    since = read();
  }
  void stop() override {
    so_far = counted();
    since = standing;
  }
  void resume() override {
    if (!runs()) {
      since = read();
    }
  }

 private:
  static constexpr spoilt::times standing{spoilt::nanoseconds{-1}, {}};
  [[nodiscard]] bool runs() const {
    return since.wall >= spoilt::nanoseconds{0};
  }
  [[nodiscard]] spoilt::times counted() const override {
    return runs() ? so_far + (read() - since) : so_far;
  }
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<wrong>(clocks);
}
