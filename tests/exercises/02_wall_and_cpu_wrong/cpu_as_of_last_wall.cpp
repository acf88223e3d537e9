// REJECTED BY: while_it_runs
// Reads CPU time only when asked for wall time.
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
  nanoseconds wall() const override {
    // What cpu() shows belongs to the last wall(): "one reading of both".
    last_ = counted();
    return last_.wall;
  }
  nanoseconds cpu() const override {
    return running_ ? last_.cpu : counted().cpu;
  }

 private:
  both read() const { return {wall_(), cpu_()}; }
  both counted() const {
    return running_ ? so_far_ + (read() - since_) : so_far_;
  }
  std::function<nanoseconds()> wall_, cpu_;
  bool running_ = false;
  both since_, so_far_;
  mutable both last_;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<mine>(clocks);
}
