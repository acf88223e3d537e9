// REJECTED BY: set_date
// Times a span with the clock that people set.
#include "answer.hpp"

tandem::clock_reader first_check::clock_for_a_short_span(
    const tandem::named_clocks& on_offer) {
  return on_offer.real_time;
}
