// REJECTED BY: stopped
// Takes a child that has stopped for one that has ended.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  int status = 0;
  while (waitpid(child, &status, WUNTRACED) < 0) {
    if (errno != EINTR) {
      spoilt::fail();
    }
  }
  return WIFSTOPPED(status) ? child_end{.what = child_end::by::signal,
                                        .number = WSTOPSIG(status)}
                            : spoilt::read(status);
}

}  // namespace when_a_worker_dies
