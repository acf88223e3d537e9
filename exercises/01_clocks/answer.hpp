#pragma once

#include <chrono>

#include "common/timing/clock_reader.hpp"

namespace clocks {

/// Finds out how finely a clock really ticks, by reading it.
/// Shape    the smallest step forward that it shows from one reading to the
///          next; steps of no length are no ticks. Look at 20 steps or more:
///          most of them may be too long. A few dozen are plenty, since a
///          coarse clock takes 4 ms for each. The clock never goes back.
/// Units    nanoseconds by that clock itself, exactly. What `clock.declared`
///          says does not matter; a tick may be longer than a second.
std::chrono::nanoseconds observed_tick(const tandem::clock_reader& clock);

}  // namespace clocks
