// REJECTED BY: any_origin
// Reads real clocks instead of those given.
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
      : wall_{tandem::system_clocks().monotonic.now},
        cpu_{tandem::system_clocks().process_cpu.now} {
    static_cast<void>(clocks);
  }
  void start() override {
    so_far_ = {};
    running_ = true;
    since_ = read();
  }
  void stop() override {
    if (!running_) return;
    so_far_ = counted();
    running_ = false;
  }
  void resume() override {
    if (running_) return;
    running_ = true;
    since_ = read();
  }
  nanoseconds wall() const override { return counted().wall; }
  nanoseconds cpu() const override { return counted().cpu; }

 private:
  both read() const { return {wall_(), cpu_()}; }
  both counted() const {
    return running_ ? so_far_ + (read() - since_) : so_far_;
  }
  std::function<nanoseconds()> wall_, cpu_;
  bool running_ = false;
  both since_, so_far_;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<mine>(clocks);
}
