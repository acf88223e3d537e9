#pragma once

#include <chrono>
#include <functional>

#include "common/timing/clock_reader.hpp"

namespace adjustable_clocks {

/// Lets `span` go by, more or less: it may return early (a signal came), even
/// at once, or late (others had the CPU), and does not say which.
using sleep_function = std::function<void(std::chrono::nanoseconds span)>;

/// One sleep is asked for at most so much, so that news is noticed soon.
constexpr std::chrono::milliseconds longest_sleep{10};

/// Waits until `done` says yes, but gives up once `limit` has gone by since the
/// call, whatever anybody does to the date meanwhile.
///
/// Shape    true as soon as `done` says yes: it is then neither asked again,
///          nor is there another sleep. False when `done` says no though
///          `limit` or more has gone by: not before, and there is no sleep
///          after that. `done` is asked at once, even if `limit` is zero or
///          less, and again after each sleep, however short that was. No busy
///          waiting: it is not asked over and over without a sleep between.
/// Units    each sleep is longer than nothing, at most `longest_sleep`, and at
///          most as long as what is left of `limit` when it begins. All is
///          exact to the nanosecond; `limit` may be nanoseconds::max(), for
///          ever, and is never below minus one day.
/// Threads  asks, sleeps and reads `clocks` in the calling thread; takes time
///          from `clocks` and lets it pass by `sleep`, and by nothing else.
/// Errors   whatever `sleep` or `done` throws goes to the caller.
bool wait_until_done(const tandem::named_clocks& clocks,
                     const sleep_function& sleep,
                     const std::function<bool()>& done,
                     std::chrono::nanoseconds limit);

}  // namespace adjustable_clocks
