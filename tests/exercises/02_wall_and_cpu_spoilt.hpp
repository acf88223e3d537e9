#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "answer.hpp"

namespace spoilt {

using std::chrono::nanoseconds;

struct times {
  nanoseconds wall{};
  nanoseconds cpu{};
};

inline times operator+(times a, times b) {
  return {a.wall + b.wall, a.cpu + b.cpu};
}
inline times operator-(times a, times b) {
  return {a.wall - b.wall, a.cpu - b.cpu};
}

/// A right stopwatch. Wrong answers derive from it and spoil one thing each.
class stopwatch : public wall_and_cpu::stopwatch {
 public:
  explicit stopwatch(const tandem::named_clocks& clocks)
      : wall_now{clocks.monotonic.now}, cpu_now{clocks.process_cpu.now} {}

  void start() override {
    so_far = {};
    running = true;
    since = read();
  }
  void stop() override {
    if (running) {
      so_far = counted();
      running = false;
    }
  }
  void resume() override {
    if (!running) {
      running = true;
      since = read();
    }
  }
  [[nodiscard]] nanoseconds wall() const override { return counted().wall; }
  [[nodiscard]] nanoseconds cpu() const override { return counted().cpu; }

 protected:
  [[nodiscard]] times read() const { return {wall_now(), cpu_now()}; }
  [[nodiscard]] virtual times counted() const {
    return running ? so_far + (read() - since) : so_far;
  }

  std::function<nanoseconds()> wall_now;
  std::function<nanoseconds()> cpu_now;
  times so_far;
  times since;
  bool running = false;
};

}  // namespace spoilt
