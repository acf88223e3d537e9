// REJECTED BY: still_running
// Looks once, and takes a child that still runs for one that ended well.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  int status = 0;
  if (waitpid(child, &status, WNOHANG) < 0) {
    spoilt::fail();
  }
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
