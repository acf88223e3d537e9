// REJECTED BY: sleeps
// Sleeps on a descriptor of the child, but for at most a second at a time.
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/workers/child_process.hpp"

#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  const tandem::owned_fd ended{
      static_cast<int>(syscall(SYS_pidfd_open, child, 0))};
  int status = 0;
  pid_t got = 0;
  while ((got = waitpid(child, &status, WNOHANG)) == 0) {
    pollfd end{.fd = ended.get(), .events = POLLIN, .revents = 0};
    poll(&end, 1, 1'000);
  }
  if (got < 0) {
    spoilt::fail();
  }
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
