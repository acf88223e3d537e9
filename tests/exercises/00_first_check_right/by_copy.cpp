// Wraps the clock in a reader of its own instead of returning it.
#include "answer.hpp"

namespace first_check {

tandem::clock_reader clock_for_a_short_span(
    const tandem::named_clocks& on_offer) {
  const auto monotonic = on_offer.monotonic;
  return {"mine", monotonic.declared, [monotonic] { return monotonic.now(); }};
}

}  // namespace first_check
