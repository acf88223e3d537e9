// REJECTED BY: sleeps
// Asks again every millisecond.
#include <chrono>
#include <thread>

#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) { return spoilt::read(wait_status); }

child_end wait_for(pid_t child) {
  spoilt::refuse_what_is_no_process(child);
  for (;;) {
    int status = 0;
    const auto got = waitpid(child, &status, WNOHANG);
    if (got < 0) {
      spoilt::fail();
    }
    if (got == child) {
      return spoilt::read(status);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
}

}  // namespace when_a_worker_dies
