// REJECTED BY: no_child
// Writes to a log before it throws, and errno is another one by then.
#include <fstream>

#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) {
      std::ofstream{"/nonexistent/log"} << "cannot wait\n";
      spoilt::fail();
    }
  }
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
