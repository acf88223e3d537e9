// REJECTED BY: reaps
// Looks how the child ended and leaves the zombie.
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
  return {.what = info.si_code == CLD_EXITED ? child_end::by::exit
                                             : child_end::by::signal,
          .number = info.si_status,
          .dumped_core = info.si_code == CLD_DUMPED};
}

}  // namespace when_a_worker_dies
