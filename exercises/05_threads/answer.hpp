#pragma once

#include <functional>
#include <vector>

namespace threads {

/// Runs every job once, on `threads` threads.
/// Shape    returns what the jobs return, in the order of `jobs`; no jobs, no
///          results. `threads` is 1 or more, and there may be fewer jobs.
/// Threads  Jobs are taken in the order of `jobs`, each by a thread that is
///          free: while one thread is busy with a long job, the others do the
///          rest. As long as there are jobs, `threads` of them run at once; of
///          fewer jobs, all. No more than `threads` threads run jobs, from the
///          first job to the last, whatever is thrown; the calling thread may
///          be one of them. Every thread that was started has ended when this
///          returns or throws.
/// Errors   a job may throw anything. When every thread has ended, it comes to
///          the caller as it was thrown; of several, that of the job that
///          comes first in `jobs`, whichever was thrown first. Jobs that have
///          not begun when one throws may run or not, so a thread may end when
///          its job throws.
std::vector<int> run_jobs(const std::vector<std::function<int()>>& jobs,
                          int threads);

}  // namespace threads
