// REJECTED BY: still_running
// Does not want to wait, and ends the child.
#include <csignal>

#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  kill(child, SIGTERM);
  return spoilt::read(spoilt::wait(child));
}

}  // namespace when_a_worker_dies
