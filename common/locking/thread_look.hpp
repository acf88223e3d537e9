#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>

namespace tandem {

/// What /proc shows of one thread of this process, at one moment.
struct thread_look {
  bool asleep = false;
  bool in_futex = false;  ///< asleep as locks, conditions and joins have it
  /// Asleep: whether it wakes by itself some day; nothing if that is not known.
  std::optional<bool> has_limit;
  std::uint64_t switches = 0;  ///< how often it has left the CPU
  std::uint64_t gave_way = 0;  ///< of these, how often it could have gone on
  /// Signals that were sent, to it or to the process, and that it holds back:
  /// bit n - 1 is signal n.
  std::uint64_t held_back = 0;
};

/// Shape    all zero and not asleep for a thread that has ended.
/// Threads  callable from any thread.
/// Source   /proc/self/task/TID/status and .../syscall, or .../wchan where the
///          system hides the call; proc(5).
thread_look look_at_thread(pid_t thread);

}  // namespace tandem
