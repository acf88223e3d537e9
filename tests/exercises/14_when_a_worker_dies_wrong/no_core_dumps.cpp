// REJECTED BY: read_core_dumps
// Never says that there was a core dump.
#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) {
  auto end = spoilt::read(wait_status);
  end.dumped_core = false;
  return end;
}

child_end wait_for(pid_t child) {
  return when_a_worker_dies::read_status(spoilt::wait(child));
}

}  // namespace when_a_worker_dies
