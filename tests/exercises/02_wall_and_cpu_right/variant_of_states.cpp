// Running and standing are two types.
#include "answer.hpp"

#include <chrono>
#include <utility>
#include <variant>

namespace {

using std::chrono::nanoseconds;

template <class... F>
struct overloaded : F... {
  using F::operator()...;
};
template <class... F>
overloaded(F...) -> overloaded<F...>;

struct stands {
  nanoseconds shown{};
};
struct runs {
  nanoseconds from;
};

class counter {
 public:
  explicit counter(tandem::clock_reader clock) : clock_{std::move(clock)} {}
  void start() { state_ = runs{clock_.now()}; }
  void stop() { state_ = stands{counted()}; }
  void resume() {
    if (const auto* at = std::get_if<stands>(&state_))
      state_ = runs{clock_.now() - at->shown};
  }
  nanoseconds counted() const {
    return std::visit(
        overloaded{[](const stands& s) { return s.shown; },
                   [this](const runs& r) { return clock_.now() - r.from; }},
        state_);
  }

 private:
  tandem::clock_reader clock_;
  std::variant<stands, runs> state_;
};

struct two final : wall_and_cpu::stopwatch {
  explicit two(const tandem::named_clocks& c)
      : w{c.monotonic}, p{c.process_cpu} {}
  void start() override {
    w.start();
    p.start();
  }
  void stop() override {
    w.stop();
    p.stop();
  }
  void resume() override {
    w.resume();
    p.resume();
  }
  nanoseconds wall() const override { return w.counted(); }
  nanoseconds cpu() const override { return p.counted(); }
  counter w, p;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::unique_ptr<stopwatch>{new two{clocks}};
}
