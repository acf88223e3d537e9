// REJECTED BY: every_nanosecond
// Rounds what it shows to milliseconds.
#include "answer.hpp"

#include <chrono>

tandem::clock_reader first_check::clock_for_a_short_span(
    const tandem::named_clocks& on_offer) {
  // "A few milliseconds": so milliseconds will do.
  auto mine = on_offer.monotonic;
  mine.now = [now = mine.now] {
    return std::chrono::nanoseconds{
        std::chrono::duration_cast<std::chrono::milliseconds>(now())};
  };
  return mine;
}
