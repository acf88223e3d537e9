// REJECTED BY: set_date
// Throws a null pointer, over which Catch2 itself stumbles.
#include "answer.hpp"

tandem::clock_reader first_check::clock_for_a_short_span(
    const tandem::named_clocks& on_offer) {
  if (!on_offer.monotonic.name.empty()) {
    throw nullptr;
  }
  return on_offer.real_time;
}
