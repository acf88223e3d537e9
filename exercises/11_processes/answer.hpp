#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <vector>

namespace processes {

/// Something that computes, in this process and in others that it starts. It
/// may wait for some of these itself; those that it has left to its caller it
/// returns.
using job = std::function<std::vector<pid_t>()>;

/// CPU time, user and system together.
struct cpu_cost {
  std::chrono::nanoseconds own{};       ///< all threads of this process
  std::chrono::nanoseconds children{};  ///< child processes, and theirs
};

/// Runs `run` once, waits until each process that it returned has ended, and
/// says what all that has cost.
/// Shape    `own` is what this process has used from when the job began until
///          the last of those processes has ended, and nothing from before.
///          `children` is what the job's children have used, each counted
///          once: those that the job has waited for and those that it returned,
///          with their own children that they have waited for.
/// Units    right to a millisecond, better if the system can.
/// Threads  one call at a time; nobody else waits for a child meanwhile.
/// Errors   what `run` throws comes through. A signal may interrupt waiting,
///          any number of times (EINTR): it goes on, and signals that this
///          process handles go on being handled while it waits.
///          A child that is stopped has not ended: it may go on.
///          This process may have other children, ended or not. They are not
///          the job's: they are neither waited for nor counted.
cpu_cost cpu_time_of(const job& run);

}  // namespace processes
