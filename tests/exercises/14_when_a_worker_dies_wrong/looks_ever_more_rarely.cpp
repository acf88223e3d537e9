// REJECTED BY: sleeps
// Asks again after 1 ms, 2 ms, 4 ms and so on.
#include <chrono>
#include <thread>

#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  int status = 0;
  pid_t got = 0;
  for (std::chrono::milliseconds nap{1};
       (got = waitpid(child, &status, WNOHANG)) == 0; nap *= 2) {
    std::this_thread::sleep_for(nap);
  }
  if (got < 0) {
    spoilt::fail();
  }
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
