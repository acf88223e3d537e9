// REJECTED BY: right_child
// Sleeps until the child has ended, and then takes whichever comes first.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  siginfo_t info{};
  while (waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT) !=
         0) {
    if (errno != EINTR) {
      spoilt::fail();
    }
  }
  int status = 0;
  ::wait(&status);
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
