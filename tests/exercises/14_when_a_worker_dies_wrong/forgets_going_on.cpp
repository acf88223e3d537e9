// REJECTED BY: read_no_end
// What is no exit and no stop is a signal's doing, it says.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) {
  if (WIFEXITED(wait_status) || WIFSTOPPED(wait_status)) {
    return spoilt::read(wait_status);
  }
  return {.what = child_end::by::signal,
          .number = WTERMSIG(wait_status),
          .dumped_core = WCOREDUMP(wait_status) != 0};
}

child_end wait_for(pid_t child) {
  return when_a_worker_dies::read_status(spoilt::wait(child));
}

}  // namespace when_a_worker_dies
