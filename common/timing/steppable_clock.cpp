#include "common/timing/steppable_clock.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace tandem {
namespace {

constexpr std::int64_t million = 1'000'000;

}  // namespace

steppable_clock::steppable_clock(clock_reader underneath)
    : underneath_{std::move(underneath)},
      since_{underneath_.now()},
      counted_{since_} {}

void steppable_clock::slew(std::int64_t parts_per_million) {
  if (parts_per_million <= -million) {
    throw std::invalid_argument("steppable_clock: a slew of " +
                                std::to_string(parts_per_million) +
                                " ppm, allowed is more than -1000000");
  }
  const auto underneath = underneath_.now();
  const auto span = underneath - since_;
  counted_ += span + slewed_share(span, parts_per_million_);
  since_ = underneath;
  parts_per_million_ = parts_per_million;
}

std::chrono::nanoseconds steppable_clock::now() const {
  const auto span = underneath_.now() - since_;
  return counted_ + span + slewed_share(span, parts_per_million_);
}

clock_reader steppable_clock::reader() const {
  return {underneath_.name, underneath_.declared, [this] { return now(); }};
}

std::chrono::nanoseconds slewed_share(std::chrono::nanoseconds span,
                                      std::int64_t parts_per_million) {
  // In two parts, since the product of a whole day would not fit.
  return span / million * parts_per_million +
         span % million * parts_per_million / million;
}

}  // namespace tandem
