// REJECTED BY: read_core_dumps
// Takes the flag of the core dump for a part of the signal's number.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) {
  auto end = spoilt::read(wait_status);
  if (end.what == child_end::by::signal) {
    end.number = wait_status & 0xff;
  }
  return end;
}

child_end wait_for(pid_t child) {
  return when_a_worker_dies::read_status(spoilt::wait(child));
}

}  // namespace when_a_worker_dies
