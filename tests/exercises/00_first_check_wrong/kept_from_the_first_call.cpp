// REJECTED BY: waiting
// Returns what it was offered first, for ever.
#include "answer.hpp"

tandem::clock_reader first_check::clock_for_a_short_span(
    const tandem::named_clocks& on_offer) {
  // Chooses once, and returns that for every later offer.
  static const tandem::clock_reader chosen = on_offer.monotonic;
  return chosen;
}
