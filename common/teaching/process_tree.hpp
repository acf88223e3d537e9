#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <vector>

namespace tandem {

/// What /proc shows of a process at one moment.
struct process_view {
  pid_t pid = 0;
  pid_t parent = 0;
  /// CPU time of its threads and of the children it has waited for, in whole
  /// ticks, of 10 ms most often.
  std::chrono::nanoseconds cpu{};
};

/// All living descendants of `ancestor`, and their zombies; not itself.
/// Shape    a parent comes before its children. Empty without /proc.
std::vector<process_view> descendants(pid_t ancestor);

/// Whether a process could go on by itself.
struct activity {
  /// A thread has the CPU, or is ready to have it.
  bool runnable = false;
  /// False if every thread is known to sleep until somebody else wakes it.
  bool may_go_on = true;
  /// How often its threads have left the CPU: a count that stands still while
  /// nothing runs.
  std::uint64_t switches = 0;
};

/// Looks at every thread of `pid`. Where the system does not show what a thread
/// waits for, it may go on.
activity look_at(pid_t pid);

/// All descendants of a process at one moment.
struct family_activity {
  bool any = false;
  bool runnable = false;   ///< some thread of some process
  bool may_go_on = false;  ///< likewise
  std::chrono::nanoseconds cpu{};
  std::uint64_t switches = 0;
};

/// Looks at every thread of every descendant of `ancestor`.
family_activity look_at_descendants(pid_t ancestor);

}  // namespace tandem
