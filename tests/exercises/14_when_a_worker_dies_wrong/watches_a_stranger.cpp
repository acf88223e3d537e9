// REJECTED BY: no_child
// Sleeps on a descriptor, which may be that of any process, and asks only after
// its end whether it was a child.
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
  if (ended.get() < 0) {
    throw std::system_error{errno == ESRCH ? ECHILD : errno,
                            std::generic_category(), "pidfd_open"};
  }
  pollfd end{.fd = ended.get(), .events = POLLIN, .revents = 0};
  while (poll(&end, 1, -1) < 0 && errno == EINTR) {
  }
  return spoilt::read(spoilt::wait(child));
}

}  // namespace when_a_worker_dies
