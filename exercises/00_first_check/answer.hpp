#pragma once

#include "common/timing/clock_reader.hpp"

namespace first_check {

/// Chooses the clock that should time a span of a few milliseconds.
/// Shape    returns a copy of one of the clocks on offer. It is used when
///          `on_offer` itself is gone; each call is about other clocks.
tandem::clock_reader clock_for_a_short_span(
    const tandem::named_clocks& on_offer);

}  // namespace first_check
