// REJECTED BY: ended_before
// Asks waitid, which needs no macros, and uses them all the same.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  siginfo_t info{};
  while (waitid(P_PID, static_cast<id_t>(child), &info, WEXITED) != 0) {
    if (errno != EINTR) {
      spoilt::fail();
    }
  }
  return spoilt::read(info.si_status);
}

}  // namespace when_a_worker_dies
