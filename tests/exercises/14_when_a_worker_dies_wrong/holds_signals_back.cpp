// REJECTED BY: interrupted
// Holds all signals back while it waits: what the process handles comes late.
#include <csignal>

#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  sigset_t all{};
  sigset_t before{};
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  int status = 0;
  const pid_t got = waitpid(child, &status, 0);
  const int why = errno;
  sigprocmask(SIG_SETMASK, &before, nullptr);
  if (got < 0) {
    throw std::system_error{why, std::generic_category(), "waitpid"};
  }
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
