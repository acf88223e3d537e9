// REJECTED BY: others_stay
// Waits for any child until the right one comes, and forgets the others.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  int status = 0;
  for (;;) {
    const auto got = ::wait(&status);
    if (got == child) {
      return spoilt::read(status);
    }
    if (got < 0 && errno != EINTR) {
      spoilt::fail();
    }
  }
}

}  // namespace when_a_worker_dies
