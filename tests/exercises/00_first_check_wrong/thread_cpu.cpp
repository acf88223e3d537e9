// REJECTED BY: waiting
// Counts what one thread computes.
#include "answer.hpp"

tandem::clock_reader first_check::clock_for_a_short_span(
    const tandem::named_clocks& on_offer) {
  return on_offer.thread_cpu;
}
