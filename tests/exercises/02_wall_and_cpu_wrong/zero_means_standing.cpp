// REJECTED BY: any_origin
// Takes a reading of zero for standing still.
#include "answer.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace {

using std::chrono::nanoseconds;

struct both {
  nanoseconds wall{}, cpu{};
};
both operator+(both a, both b) { return {a.wall + b.wall, a.cpu + b.cpu}; }
both operator-(both a, both b) { return {a.wall - b.wall, a.cpu - b.cpu}; }

class mine final : public wall_and_cpu::stopwatch {
 public:
  explicit mine(const tandem::named_clocks& clocks)
      : wall_{clocks.monotonic.now}, cpu_{clocks.process_cpu.now} {}
  void start() override {
    so_far_ = {};
    since_ = read();
  }
  void stop() override {
    if (since_.wall == since_.wall.zero()) return;
    so_far_ = counted();
    since_ = {};
  }
  void resume() override {
    if (since_.wall != since_.wall.zero()) return;
    since_ = read();
  }
  nanoseconds wall() const override { return counted().wall; }
  nanoseconds cpu() const override { return counted().cpu; }

 private:
  both read() const { return {wall_(), cpu_()}; }
  both counted() const {
    return since_.wall != since_.wall.zero() ? so_far_ + (read() - since_)
                                             : so_far_;
  }
  std::function<nanoseconds()> wall_, cpu_;
  both since_, so_far_;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<mine>(clocks);
}
