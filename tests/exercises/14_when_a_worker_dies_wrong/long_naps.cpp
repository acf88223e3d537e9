// REJECTED BY: sleeps
// Asks again every 100 ms.
#include <chrono>
#include <thread>

#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  int status = 0;
  pid_t got = 0;
  while ((got = waitpid(child, &status, WNOHANG)) == 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  if (got < 0) {
    spoilt::fail();
  }
  return spoilt::read(status);
}

}  // namespace when_a_worker_dies
