#include "common/timing/fake_clock.hpp"

#include <stdexcept>
#include <utility>

namespace tandem {
namespace {

fake_clock_settings checked(fake_clock_settings settings) {
  if (settings.tick < std::chrono::nanoseconds{1}) {
    throw std::invalid_argument("fake_clock: tick is " +
                                std::to_string(settings.tick.count()) +
                                " ns, allowed is 1 ns or more");
  }
  if (settings.per_reading < std::chrono::nanoseconds{0}) {
    throw std::invalid_argument("fake_clock: per_reading is " +
                                std::to_string(settings.per_reading.count()) +
                                " ns, allowed is 0 ns or more");
  }
  return settings;
}

std::chrono::nanoseconds whole_ticks(std::chrono::nanoseconds time,
                                     std::chrono::nanoseconds tick) {
  const auto rest = time % tick;
  return time - rest - (rest < rest.zero() ? tick : rest.zero());
}

}  // namespace

fake_clock::fake_clock(fake_clock_settings settings)
    : settings_{checked(std::move(settings))},
      shown_{settings_.start},
      last_reading_{whole_ticks(shown_, settings_.tick)} {}

void fake_clock::pass(std::chrono::nanoseconds span) {
  shown_ += std::chrono::duration_cast<std::chrono::nanoseconds>(span * rate_);
}

void fake_clock::slew(double rate) {
  if (!(rate > 0)) {
    throw std::invalid_argument("fake_clock: rate is " + std::to_string(rate) +
                                ", allowed is anything above 0");
  }
  rate_ = rate;
}

std::chrono::nanoseconds fake_clock::now() {
  ++readings_;
  pass(settings_.per_reading);
  if (whole_ticks(shown_, settings_.tick) > last_reading_) {
    ++steps_seen_;
    shown_ += settings_.skips(steps_seen_) * settings_.tick;
  }
  last_reading_ = whole_ticks(shown_, settings_.tick);
  return last_reading_;
}

clock_reader fake_clock::reader() {
  return {settings_.name, settings_.declared, [this] { return now(); }};
}

}  // namespace tandem
