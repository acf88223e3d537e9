#include "common/locking/system_call.hpp"

#include <sys/syscall.h>

#include <fstream>

namespace tandem {

std::optional<system_call> current_call(const std::string& task) {
  std::ifstream in{task + "/syscall"};
  system_call call;
  if (!(in >> call.number)) {
    return {};  // "running", or not shown to us
  }
  in >> std::hex;
  for (auto& argument : call.arguments) {
    in >> argument;
  }
  return call;
}

std::optional<bool> has_time_limit(const system_call& call) {
  const auto given = [&](std::size_t i) { return call.arguments.at(i) != 0; };
  const auto not_negative = [&](std::size_t i) {
    return static_cast<std::int32_t>(call.arguments.at(i)) >= 0;
  };
  switch (call.number) {
    case SYS_nanosleep:
    case SYS_clock_nanosleep:
      return true;
    case SYS_wait4:
    case SYS_waitid:
      return false;
    case SYS_futex:  // locks, condition variables, semaphores, joins
    case SYS_epoll_pwait2:
      return given(3);
    case SYS_ppoll:
      return given(2);
    case SYS_pselect6:
      return given(4);
    case SYS_epoll_pwait:
      return not_negative(3);
    case SYS_rt_sigtimedwait:  // without a limit, any signal may still come
      return given(2) ? std::optional{true} : std::nullopt;
#ifdef SYS_poll  // the older calls, which newer machines do not have
    case SYS_poll:
      return not_negative(2);
    case SYS_select:
      return given(4);
    case SYS_epoll_wait:
      return not_negative(3);
#endif
    default:
      return {};
  }
}

}  // namespace tandem
