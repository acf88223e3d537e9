// REJECTED BY: interrupted
// Goes on while errno is EINTR, and does not look whether waitpid has failed:
// what succeeds leaves errno as it was.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  int status = 0;
  pid_t got = 0;
  do {
    got = waitpid(child, &status, 0);
  } while (errno == EINTR);
  if (got < 0) {
    spoilt::fail();
  }
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
