#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace tandem {

/// What a thread has asked the kernel for, and sleeps in.
struct system_call {
  std::int64_t number = -1;
  std::array<std::uint64_t, 6> arguments{};
};

/// Shape    nothing for a thread that runs, or that is not shown to us.
/// Source   /proc/PID/task/TID/syscall, where `task` is that folder; proc(5).
std::optional<system_call> current_call(const std::string& task);

/// Whether it comes back after some time though nothing has happened: a nap, or
/// a wait with a time limit.
/// Shape    nothing for a call that is none of the usual ways to wait: read,
///          for example, or a wait for signals that may last for ever.
std::optional<bool> has_time_limit(const system_call& call);

}  // namespace tandem
