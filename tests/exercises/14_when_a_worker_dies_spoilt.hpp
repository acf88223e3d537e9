#pragma once

#include <sys/types.h>
#include <sys/wait.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "answer.hpp"

// A right answer in pieces. Wrong answers spoil one of them each.
namespace spoilt {

using when_a_worker_dies::child_end;
using by = child_end::by;

inline child_end read(int status) {
  if (WIFEXITED(status)) {
    return {.what = by::exit, .number = WEXITSTATUS(status)};
  }
  if (WIFSIGNALED(status)) {
    return {.what = by::signal,
            .number = WTERMSIG(status),
            .dumped_core = WCOREDUMP(status) != 0};
  }
  throw std::invalid_argument{"no end"};
}

inline void refuse_what_is_no_process(pid_t child) {
  if (child < 1) {
    throw std::invalid_argument{"no process has such a number"};
  }
}

[[noreturn]] inline void fail() {
  throw std::system_error{errno, std::generic_category(), "waitpid"};
}

/// The status of `child`.
inline int wait(pid_t child) {
  refuse_what_is_no_process(child);
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) {
      fail();
    }
  }
  return status;
}

}  // namespace spoilt
