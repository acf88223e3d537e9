#pragma once

#include <sys/types.h>

#include <cstdint>

namespace tandem {

/// What /proc shows of one thread of this process, at one moment.
struct thread_look {
  bool in_futex = false;  ///< asleep as locks, conditions and joins have it
  bool has_limit = true;  ///< it wakes by itself some day, or that is not shown
  std::uint64_t switches = 0;  ///< how often it has left the CPU
  std::uint64_t gave_way = 0;  ///< of these, how often it could have gone on
};

/// Shape    all zero and not asleep for a thread that has ended.
/// Threads  callable from any thread.
/// Source   /proc/self/task/TID/status and .../syscall, or .../wchan where the
///          system hides the call; proc(5).
thread_look look_at_thread(pid_t thread);

}  // namespace tandem
