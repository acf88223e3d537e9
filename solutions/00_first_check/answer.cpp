#include "answer.hpp"

// Nobody can set it, it goes on while the process sleeps, and it ticks finely.
tandem::clock_reader first_check::clock_for_a_short_span(
    const tandem::named_clocks& on_offer) {
  return on_offer.monotonic;
}
