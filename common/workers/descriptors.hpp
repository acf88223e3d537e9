#pragma once

#include <chrono>

#include "common/workers/child_process.hpp"

// What happens in a new process before it can work.
namespace tandem {

/// Puts the descriptors where a worker expects them, and nothing to read on
/// stdin: what is typed is for the parent. All others but the standard streams
/// are closed by exec; at once where `now`.
/// Shape    false if the system refused.
/// Threads  safe between fork and exec: system calls only.
bool take_places(const worker_descriptors& with, bool now) noexcept;

/// A descriptor that stands for the process, readable once it has ended; -1 if
/// there is none. (glibc 2.36 declares pidfd_open for C alone.)
int watch_process(pid_t pid) noexcept;

/// Whether `descriptor` is readable, or its other end gone, now or within
/// `span`.
bool readable_within(int descriptor, std::chrono::milliseconds span);

/// The same, for either of two.
bool any_readable_within(int one, int other, std::chrono::milliseconds span);

/// Ends the process that such a descriptor stands for.
void kill_process(int watched) noexcept;

/// In a forked child: makes a worker of it.
[[noreturn]] void become_forked_worker(const worker_descriptors& with);

/// Lets the kernel end this process as soon as the other end of the lifeline is
/// gone, whatever it is doing.
/// Errors   std::system_error.
void hang_on_lifeline(int descriptor);

}  // namespace tandem
