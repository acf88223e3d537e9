// REJECTED BY: set_date
// Reads a clock that was not on offer.
#include "answer.hpp"

#include <chrono>

tandem::clock_reader first_check::clock_for_a_short_span(
    const tandem::named_clocks& on_offer) {
  // Right kind of clock, but none of those on offer.
  auto mine = on_offer.monotonic;
  mine.now = [] {
    return std::chrono::nanoseconds{
        std::chrono::steady_clock::now().time_since_epoch()};
  };
  return mine;
}
