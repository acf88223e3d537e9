#pragma once

#include <chrono>

#include "common/timing/clock_reader.hpp"

namespace clocks {

/// Finds out how finely a clock really ticks, by reading it.
/// Shape    the smallest step forward that it shows from one reading to the
///          next; steps of no length are no ticks.
/// Units    nanoseconds by that clock itself. What `clock.declared` says does
///          not matter here. A coarse clock takes 4 ms for a step: a few dozen
///          steps are plenty, a thousand too many.
std::chrono::nanoseconds observed_tick(const tandem::clock_reader& clock);

}  // namespace clocks
