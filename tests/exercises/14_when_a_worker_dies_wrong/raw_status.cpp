// REJECTED BY: read_exit_codes
// Takes the whole status for the exit code.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) {
  auto end = spoilt::read(wait_status);
  if (end.what == child_end::by::exit) {
    end.number = wait_status;
  }
  return end;
}

child_end wait_for(pid_t child) {
  return when_a_worker_dies::read_status(spoilt::wait(child));
}

}  // namespace when_a_worker_dies
