// waitid says in words of its own what happened; the status is taken apart by
// hand.
#include <sys/wait.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "answer.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) {
  constexpr int low_bits = 0x7f;
  constexpr int core_bit = 0x80;
  const int signal = wait_status & low_bits;
  if (signal == 0) {
    return {.what = child_end::by::exit, .number = (wait_status >> 8) & 0xff};
  }
  if (signal == low_bits) {
    throw std::invalid_argument{"stopped, or going on"};
  }
  return {.what = child_end::by::signal,
          .number = signal,
          .dumped_core = (wait_status & core_bit) != 0};
}

child_end wait_for(pid_t child) {
  if (child <= 0) {
    throw std::invalid_argument{"not the number of a process"};
  }
  siginfo_t info{};
  int failed = 0;
  do {
    failed = waitid(P_PID, static_cast<id_t>(child), &info, WEXITED);
  } while (failed != 0 && errno == EINTR);
  if (failed != 0) {
    throw std::system_error{errno, std::system_category()};
  }
  switch (info.si_code) {
    case CLD_EXITED:
      return {.what = child_end::by::exit, .number = info.si_status};
    case CLD_DUMPED:
      return {.what = child_end::by::signal,
              .number = info.si_status,
              .dumped_core = true};
    default:
      return {.what = child_end::by::signal, .number = info.si_status};
  }
}

}  // namespace when_a_worker_dies
