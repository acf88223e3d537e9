// REJECTED BY: read_signals
// Reports a signal as a shell does: exit code 128 + signal.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) {
  const auto end = spoilt::read(wait_status);
  return end.what == child_end::by::signal
             ? child_end{.what = child_end::by::exit,
                         .number = 128 + end.number}
             : end;
}

child_end wait_for(pid_t child) {
  return when_a_worker_dies::read_status(spoilt::wait(child));
}

}  // namespace when_a_worker_dies
