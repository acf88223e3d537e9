#pragma once

#include "common/timing/clock_reader.hpp"

namespace first_check {

/// Chooses the clock that should time a span of a few milliseconds.
/// Shape    returns one of the clocks on offer.
tandem::clock_reader clock_for_a_short_span(
    const tandem::named_clocks& on_offer);

}  // namespace first_check
