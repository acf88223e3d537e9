#include "answer.hpp"

#include <sys/wait.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace when_a_worker_dies {

child_end read_status(int wait_status) {
  if (WIFEXITED(wait_status)) {
    return {.what = child_end::by::exit, .number = WEXITSTATUS(wait_status)};
  }
  if (WIFSIGNALED(wait_status)) {
    return {.what = child_end::by::signal,
            .number = WTERMSIG(wait_status),
            .dumped_core = WCOREDUMP(wait_status) != 0};
  }
  throw std::invalid_argument{"a process that has not ended"};
}

child_end wait_for(pid_t child) {
  if (child < 1) {  // to waitpid, these mean any child, or a whole group
    throw std::invalid_argument{"no process has a number below 1"};
  }
  int status = 0;
  while (waitpid(child, &status, 0) != child) {
    if (errno != EINTR) {
      throw std::system_error{errno, std::generic_category(), "waitpid"};
    }
  }
  return read_status(status);
}

}  // namespace when_a_worker_dies
