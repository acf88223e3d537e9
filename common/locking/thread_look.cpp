#include "common/locking/thread_look.hpp"

#include <sys/syscall.h>

#include <fstream>
#include <string>

namespace tandem {
namespace {

/// Reads in which call the thread sleeps.
void look_at_call(const std::string& task, thread_look& seen) {
  std::ifstream call{task + "/syscall"};
  if (std::int64_t number = -1; call >> number) {
    std::uint64_t limit = 1;
    call >> std::hex;
    for (int argument = 0; argument < 4; ++argument) {
      call >> limit;
    }
    seen.in_futex = number == SYS_futex;
    seen.has_limit = limit != 0;
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
  bool asleep = false;
  std::ifstream status{task + "/status"};
  for (std::string line; std::getline(status, line);) {
    asleep = asleep || line.starts_with("State:\tS");
    if (line.find("ctxt_switches:") != std::string::npos) {
      const auto count = std::stoull(line.substr(line.find(':') + 1));
      seen.switches += count;
      seen.gave_way += line.starts_with("nonvoluntary") ? count : 0;
    }
  }
  if (asleep) {
    look_at_call(task, seen);
  }
  return seen;
}

}  // namespace tandem
