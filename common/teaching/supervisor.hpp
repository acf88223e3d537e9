#pragma once

#include <chrono>
#include <functional>

#include "common/teaching/check_outcome.hpp"
#include "common/teaching/probe_log.hpp"

namespace tandem {

/// How long a supervised child may take.
struct supervisor_limits {
  /// CPU time of the child and its descendants for one probe, then it is an
  /// endless loop: ten times what any right answer needs.
  std::chrono::milliseconds cpu{5'000};
  /// A probe may stand still for this long, since some do so on purpose.
  std::chrono::milliseconds probe{1'000};
  /// Standing still this much longer is a deadlock.
  std::chrono::milliseconds still{1'000};
  /// After this, nothing can be said. Well below Meson's limit for a check.
  std::chrono::milliseconds wall{30'000};
};

/// Forks, runs `child` there and says what became of it. When it returns, no
/// descendant of the caller is alive: orphans of the child come to the caller,
/// which becomes a child subreaper.
/// Threads  the caller must have one thread only and no child of its own.
/// Errors   std::system_error if the system refuses a pipe or a process.
check_outcome supervise(const std::function<void(probe_log&)>& child,
                        const supervisor_limits& limits = {});

}  // namespace tandem
