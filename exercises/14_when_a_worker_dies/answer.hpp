#pragma once

#include <sys/types.h>

namespace when_a_worker_dies {

/// How a process ended.
struct child_end {
  enum class by {
    exit,    ///< it returned from main, or called exit
    signal,  ///< a signal ended it
  };
  by what = by::exit;
  int number = 0;  ///< the exit code, 0 to 255, or the signal's number
  bool dumped_core = false;  ///< by a signal alone
  friend bool operator==(const child_end&, const child_end&) = default;
};

/// Reads what `wait` and `waitpid` report of a process.
/// Errors   std::invalid_argument if it is the report of no end: the process
///          has stopped, or goes on.
child_end read_status(int wait_status);

/// Waits until the process `child`, a child of this one, has ended, and says
/// how. It may have ended before the call.
///
/// Stopping (SIGSTOP) and going on is no end, and neither is a signal that this
/// process handles meanwhile: the wait goes on. Signals that this process
/// handles go on being handled when they come. Whoever waits sleeps all the
/// while, and does not look again and again, however rarely. Afterwards the
/// process treats signals as it did before, and the child is off the system's
/// list: it is no zombie, and cannot be waited for again. All other children,
/// ended or not, are left for others to wait for.
/// Threads  one at a time.
/// Errors   std::invalid_argument if `child` is 0 or below, which no process
///          is: a `fork` that failed gives -1. std::system_error with the
///          system's error code, ECHILD, if it is no child of this process, or
///          was waited for before.
child_end wait_for(pid_t child);

}  // namespace when_a_worker_dies
