#pragma once

#include <functional>
#include <optional>

namespace nested_parallelism {

/// How many threads the calls inside a task may have, where `workers` tasks run
/// at once on `cpus` CPUs.
/// Shape    `asked`, if it is given, even where that is more than the share;
///          otherwise the task's share: cpus / workers, rounded down, and at
///          least 1. It depends on its arguments alone.
/// Errors   std::invalid_argument if cpus, workers or asked is given as less
///          than 1, whatever the others are.
int budget(int cpus, int workers, std::optional<int> asked);

/// How many threads the calling thread may have now. Empty: it has no limit.
/// Threads  any; each has a limit of its own, which nothing but its own calls
///          of `with_budget` changes. A thread begins without a limit, wherever
///          it was started.
std::optional<int> current_budget();

/// Calls `f` with a limit of `threads`.
/// Shape    `f` is called once, by the calling thread. While it runs,
///          current_budget() in that thread gives `threads`, or the limit that
///          held before, if that is lower: who was given 2 cannot give 4. When
///          this returns or throws, the limit is as it was before the call.
///          `f` may call this in turn, and so on, thousands of calls deep. A
///          destructor may call it while an exception passes.
/// Threads  several at once; none waits for another thread's `f`.
/// Errors   std::invalid_argument if threads < 1: then `f` is not called. Else
///          what `f` throws, whatever it is, as it was thrown.
void with_budget(int threads, const std::function<void()>& f);

}  // namespace nested_parallelism
