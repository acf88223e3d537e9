// REJECTED BY: read_core_dumps
// Believes the core dumps of five signals only.
#include <algorithm>
#include <array>
#include <csignal>

#include "tests/exercises/14_when_a_worker_dies_spoilt.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) {
  constexpr std::array dumping{SIGQUIT, SIGABRT, SIGFPE, SIGSEGV, SIGSYS};
  auto end = spoilt::read(wait_status);
  end.dumped_core = end.dumped_core &&
                    std::ranges::find(dumping, end.number) != dumping.end();
  return end;
}

child_end wait_for(pid_t child) {
  return when_a_worker_dies::read_status(spoilt::wait(child));
}

}  // namespace when_a_worker_dies
