// REJECTED BY: right_child
// Waits for whichever child ends first.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  int status = 0;
  while (::wait(&status) < 0) {
    if (errno != EINTR) {
      spoilt::fail();
    }
  }
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
