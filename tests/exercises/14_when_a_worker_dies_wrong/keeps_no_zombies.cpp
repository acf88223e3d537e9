// REJECTED BY: changes_nothing
// Leaves a flag at SIGCHLD: of the children that end later the system keeps
// nothing.
#include <csignal>

#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  const int status = spoilt::wait(child);
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  action.sa_flags = SA_NOCLDWAIT;
  sigaction(SIGCHLD, &action, nullptr);
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
