#pragma once

#include <chrono>
#include <vector>

namespace parallel_delayed {

/// Who runs a call, and from when on.
struct turn {
  int worker = 0;  ///< 0, 1, ...
  std::chrono::milliseconds begin{};
  friend bool operator==(const turn&, const turn&) = default;
};

/// What will happen.
struct forecast {
  std::vector<turn> turns;               ///< one for each call, in their order
  std::chrono::milliseconds makespan{};  ///< when the last one to end has ended
};

/// What happens when so many workers make calls of these lengths.
/// Shape    All workers are free at 0 ms. Calls are taken in their order: each
///          by the worker that is free first, and as soon as that is; of those
///          that are free from the same moment on, by the one with the lowest
///          number. A worker is free again at the end of its call. A call of
///          0 ms takes its turn like any other.
///          There may be no calls, and more workers than calls, but no more
///          than 1000 workers.
/// Units    milliseconds; all ends fit into a std::chrono::milliseconds.
/// Errors   std::invalid_argument if there are less than 1 workers, or if a
///          length is negative.
forecast predict(const std::vector<std::chrono::milliseconds>& lengths,
                 int workers);

}  // namespace parallel_delayed
