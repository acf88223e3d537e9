// REJECTED BY: changes_nothing
// Ignores SIGCHLD, so that the system keeps no zombies, and no ends either.
#include <csignal>

#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  const int status = spoilt::wait(child);
  std::signal(SIGCHLD, SIG_IGN);
  return when_a_worker_dies::read_status(status);
}

}  // namespace when_a_worker_dies
