// REJECTED BY: no_process
// Hands every number to waitpid, to which -1 means any child.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) {
      spoilt::fail();
    }
  }
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
