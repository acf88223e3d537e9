#include "common/locking/thread_look.hpp"

#include <sys/syscall.h>

#include <fstream>
#include <string>

#include "common/locking/system_call.hpp"

namespace tandem {
namespace {

/// Reads in which call the thread sleeps.
void look_at_call(const std::string& task, thread_look& seen) {
  if (const auto call = current_call(task)) {
    seen.in_futex = call->number == SYS_futex;
    seen.has_limit = has_time_limit(*call);
    return;
  }
  std::ifstream where{task + "/wchan"};
  std::string function;
  seen.in_futex =
      where >> function && function.find("futex") != std::string::npos;
}

}  // namespace

thread_look look_at_thread(pid_t thread) {
  const auto task = "/proc/self/task/" + std::to_string(thread);
  thread_look seen;
  std::uint64_t pending = 0;
  std::uint64_t blocked = 0;
  std::ifstream status{task + "/status"};
  for (std::string line; std::getline(status, line);) {
    const auto value = line.substr(line.find(':') + 1);
    seen.asleep = seen.asleep || line.starts_with("State:\tS");
    if (line.find("ctxt_switches:") != std::string::npos) {
      const auto count = std::stoull(value);
      seen.switches += count;
      seen.gave_way += line.starts_with("nonvoluntary") ? count : 0;
    } else if (line.starts_with("SigPnd:") || line.starts_with("ShdPnd:")) {
      pending |= std::stoull(value, nullptr, 16);
    } else if (line.starts_with("SigBlk:")) {
      blocked = std::stoull(value, nullptr, 16);
    }
  }
  seen.held_back = pending & blocked;
  if (seen.asleep) {
    look_at_call(task, seen);
  }
  return seen;
}

}  // namespace tandem
