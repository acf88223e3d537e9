// REJECTED BY: set_date
// Refers to an offer that is gone when the clock is read.
#include "answer.hpp"

tandem::clock_reader first_check::clock_for_a_short_span(
    const tandem::named_clocks& on_offer) {
  // Refers to the offer after it is gone.
  return {on_offer.monotonic.name, on_offer.monotonic.declared,
          [&on_offer] { return on_offer.monotonic.now(); }};
}
