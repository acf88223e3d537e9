// REJECTED BY: read_signals
// Takes a signal for an exit code.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) {
  spoilt::read(wait_status);  // throws where it is no end
  return {.what = child_end::by::exit, .number = WEXITSTATUS(wait_status)};
}

child_end wait_for(pid_t child) {
  return when_a_worker_dies::read_status(spoilt::wait(child));
}

}  // namespace when_a_worker_dies
