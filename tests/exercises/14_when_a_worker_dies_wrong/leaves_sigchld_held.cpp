// REJECTED BY: changes_nothing
// Where it has to wait, it holds SIGCHLD back, to sleep until one comes, and
// leaves it held back.
#include <csignal>

#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  int status = 0;
  pid_t got = waitpid(child, &status, WNOHANG);
  if (got == 0) {
    sigset_t only{};
    sigemptyset(&only);
    sigaddset(&only, SIGCHLD);
    sigprocmask(SIG_BLOCK, &only, nullptr);
    while ((got = waitpid(child, &status, WNOHANG)) == 0) {
      sigwaitinfo(&only, nullptr);
    }
  }
  if (got < 0) {
    spoilt::fail();
  }
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
